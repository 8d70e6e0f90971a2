package io.aurora.actors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.actors.ingest.FakeSymbols;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.config.KafkaSettings;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bars from a real broker. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaBarsTest {
    private static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "SOL-USDT", "XRP-USDT", "ADA-USDT");
    private static final AtomicInteger RUN = new AtomicInteger();

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    private final FakeSymbols symbols = new FakeSymbols();
    private final KafkaSettings settings = KafkaBench.settings(broker, "t" + RUN.incrementAndGet());

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldTakeEachSymbolInItsOrderWhenBarsOfSeveralCome() throws Exception {
        KafkaBench.createTopics(broker, settings, 3);
        broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 1_000));
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> symbols.takenCount() == 5_000);
            await(bench, () -> committed() == 5_000);
        }

        assertAllTaken(1_000);
        assertThat(symbols.offered).hasSize(5_000).allMatch(offer -> !offer.historical());
        assertThat(symbols.offered).allMatch(offer -> offer.receivedAtMs() == KafkaBench.NOW_MS);
    }

    @Test
    void shouldLoseNothingWhenTheProcessDiesInTheMiddle() throws Exception {
        KafkaBench.createTopics(broker, settings, 3);
        broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 500));
        Semaphore answers = new Semaphore(900);
        symbols.mood = offer -> answers.tryAcquire() ? Optional.empty() : Optional.of(new CompletableFuture<>());
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> symbols.takenCount() == 900);
        }
        assertThat(committed()).as("offsets committed, of 900 bars answered").isLessThanOrEqualTo(900);
        int before = symbols.offered.size();

        symbols.mood = offer -> Optional.empty();
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> symbols.takenCount() == 2_500);
            await(bench, () -> committed() == 2_500);
        }

        assertAllTaken(500);
        assertThat(symbols.offered.size() - before)
                .as("bars offered again are answered as duplicates")
                .isGreaterThan(2_500 - 900);
    }

    @Test
    void shouldNotCommitWhatIsNotAnsweredWhenItDrains() throws Exception {
        KafkaBench.createTopics(broker, settings, 1);
        broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 10));
        CompletableFuture<BarReply> slow = new CompletableFuture<>();
        symbols.mood = offer -> offer.bar().tsMs() == KafkaBench.startMs(9)
                        && offer.bar().symbol().equals("ADA-USDT")
                ? Optional.of(slow)
                : Optional.empty();
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> symbols.takenCount() == 49);
            CompletableFuture<?> drained = bench.bars.drain().toCompletableFuture();
            broker.send(KafkaBench.bars(settings, SYMBOLS, 10, 11));
            assertThat(drained).isNotDone();
            assertThat(committed()).isLessThan(50);

            slow.complete(new Refused("off_grid", "test"));

            assertThat(drained).succeedsWithin(Duration.ofSeconds(10));
            assertThat(committed()).isEqualTo(50);
            assertThat(symbols.offered).hasSize(50);
        }
    }

    @Test
    void shouldAskAgainInOrderWhenSymbolsAreBusyOrAway() throws Exception {
        KafkaBench.createTopics(broker, settings, 2);
        Map<Bar, Integer> asked = new ConcurrentHashMap<>();
        symbols.mood = offer -> switch (asked.merge(offer.bar(), 1, Integer::sum)) {
            case 1 -> Optional.of(CompletableFuture.completedFuture(new Busy()));
            case 2 -> Optional.of(CompletableFuture.completedFuture(new Unavailable("journal")));
            case 3 -> Optional.of(CompletableFuture.failedFuture(new TimeoutException("lost")));
            default -> Optional.empty();
        };
        broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 5));
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> committed() == 25);
        }

        assertAllTaken(5);
    }

    @Test
    void shouldKeepLettersWithTheirReasonWhenRecordsCannotBeTaken() throws Exception {
        KafkaBench.createTopics(broker, settings, 1);
        symbols.mood = offer -> offer.bar().symbol().equals("DOGE")
                ? Optional.of(CompletableFuture.completedFuture(new Refused("unknown_symbol", "no such symbol")))
                : Optional.empty();
        ProducerRecord<String, byte[]> badHeader = KafkaBench.record(settings, "BTC-USDT", KafkaBench.json(0));
        badHeader.headers().add(BarRecord.HISTORICAL, "yes".getBytes(StandardCharsets.UTF_8));
        broker.send(List.of(
                KafkaBench.record(settings, "BTC-USDT", "{\"ts\":"),
                new ProducerRecord<>(settings.topics().bars(), "BTC-USDT", null),
                KafkaBench.record(settings, "BTC/USDT", KafkaBench.json(0)),
                badHeader,
                KafkaBench.record(settings, "DOGE", KafkaBench.json(0)),
                KafkaBench.record(settings, null, KafkaBench.json(0)),
                KafkaBench.record(settings, "BTC-USDT", KafkaBench.json(0))));
        List<ConsumerRecord<String, byte[]>> letters;
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            letters = broker.read(settings.topics().deadLetters(), read -> read.size() == 6);
            await(bench, () -> committed() == 7);
        }

        String source = settings.topics().bars() + "/0/";
        assertThat(letters.stream().map(KafkaBarsTest::headers))
                .containsExactlyInAnyOrder(
                        Map.of(
                                "reason",
                                "unreadable",
                                "detail",
                                letterDetail(letters, source + 0),
                                "source",
                                source + 0),
                        Map.of("reason", "unreadable", "detail", "must have a value: value=null", "source", source + 1),
                        Map.of(
                                "reason", "unreadable",
                                "detail", "must match [A-Za-z0-9._-]{1,32} (write '-' instead of '/'): symbol=BTC/USDT",
                                "source", source + 2),
                        Map.of(
                                "reason", "unreadable",
                                "detail", "header must be true or false: aurora-historical=yes",
                                "source", source + 3),
                        Map.of("reason", "unknown_symbol", "detail", "no such symbol", "source", source + 4),
                        Map.of("reason", "unreadable", "detail", "must be given: symbol", "source", source + 5));
        assertThat(letterDetail(letters, source + 0)).startsWith("must be one JSON object: ");
        ConsumerRecord<String, byte[]> refused = letters.stream()
                .filter(letter -> "DOGE".equals(letter.key()))
                .findAny()
                .orElseThrow();
        assertThat(refused.value()).asString(StandardCharsets.UTF_8).isEqualTo(KafkaBench.json(0));
        assertThat(symbols.taken("BTC-USDT")).hasSize(1);
    }

    @Test
    void shouldKeepABareLetterWhenTheRecordIsTooLargeToKeep() throws Exception {
        KafkaBench.createTopics(broker, settings, 1);
        String large = "x".repeat(1_048_576 - 90);
        broker.send(List.of(KafkaBench.record(settings, "B", large)));
        List<ConsumerRecord<String, byte[]>> letters;
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            letters = broker.read(settings.topics().deadLetters(), read -> read.size() == 1);
            await(bench, () -> committed() == 1);
        }

        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).isNull();
        assertThat(headers(letters.get(0)))
                .containsEntry("value_bytes", Integer.toString(large.length()))
                .containsEntry("source", settings.topics().bars() + "/0/0");
    }

    @Test
    void shouldOfferBarsOfThePastWhenTheHeaderSaysSo() throws Exception {
        KafkaBench.createTopics(broker, settings, 1);
        ProducerRecord<String, byte[]> past = KafkaBench.record(settings, "BTC-USDT", KafkaBench.json(0));
        past.headers().add(BarRecord.HISTORICAL, "true".getBytes(StandardCharsets.UTF_8));
        ProducerRecord<String, byte[]> live = KafkaBench.record(settings, "BTC-USDT", KafkaBench.json(1));
        live.headers().add(BarRecord.HISTORICAL, "false".getBytes(StandardCharsets.UTF_8));
        broker.send(List.of(past, live));
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(bench, () -> symbols.takenCount() == 2);
        }

        assertThat(symbols.offered).extracting(Offer::historical).containsExactly(true, false);
    }

    @Test
    void shouldGoOnWhenTheBrokerComesBack() throws Exception {
        outage(Duration.ofSeconds(4));
    }

    @Test
    @Tag("full")
    void shouldGoOnWhenTheBrokerWasGoneForMinutes() throws Exception {
        outage(Duration.ofMinutes(3));
    }

    private void outage(Duration length) throws Exception {
        KafkaBench.createTopics(broker, settings, 2);
        broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 50));
        CompletableFuture<BarReply> held = new CompletableFuture<>();
        symbols.mood = offer -> offer.bar().tsMs() == KafkaBench.startMs(49) ? Optional.of(held) : Optional.empty();
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            await(
                    bench,
                    () -> SYMBOLS.stream()
                            .anyMatch(symbol -> symbols.taken(symbol).size() == 49));
            broker.stop();
            symbols.mood = offer -> Optional.empty();
            held.complete(new Unavailable("test"));
            bench.kit.createTestProbe().expectNoMessage(length);

            broker.start();
            broker.send(KafkaBench.bars(settings, SYMBOLS, 50, 100));
            await(bench, () -> symbols.takenCount() == 500);
            await(bench, () -> committed() == 500);
        }
        assertAllTaken(100);
    }

    @Test
    void shouldWaitForTheTopicWhenItIsNotThereYet() throws Exception {
        try (KafkaBench bench = new KafkaBench(settings, symbols)) {
            bench.kit.createTestProbe().expectNoMessage(Duration.ofSeconds(1));
            KafkaBench.createTopics(broker, settings, 1);
            broker.send(KafkaBench.bars(settings, SYMBOLS, 0, 3));

            await(bench, () -> symbols.takenCount() == 15);
        }
        assertAllTaken(3);
    }

    private void assertAllTaken(int bars) {
        List<Long> expected = LongStream.range(0, bars)
                .mapToObj(i -> KafkaBench.startMs((int) i))
                .toList();
        for (String symbol : SYMBOLS) {
            assertThat(symbols.taken(symbol)).as(symbol).extracting(Bar::tsMs).isEqualTo(expected);
        }
    }

    private long committed() {
        try {
            return broker.committed(settings.group(), settings.topics().bars()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(KafkaBench bench, BooleanSupplier condition) {
        bench.kit.createTestProbe().awaitAssert(Duration.ofSeconds(60), Duration.ofMillis(100), () -> {
            assertThat(condition.getAsBoolean()).isTrue();
            return null;
        });
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new java.util.HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static String letterDetail(List<ConsumerRecord<String, byte[]>> letters, String source) {
        List<String> details = new ArrayList<>();
        letters.stream()
                .map(KafkaBarsTest::headers)
                .filter(headers -> source.equals(headers.get("source")))
                .forEach(headers -> details.add(headers.get("detail")));
        assertThat(details).hasSize(1);
        return details.get(0);
    }
}
