package io.aurora.actors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.typesafe.config.ConfigFactory;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.ingest.FakeSymbols;
import io.aurora.config.KafkaSettings;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent.BarDecided;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.TestStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka as a node wires it: a real broker, a real store, a cluster of one. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaNodeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 11L;
    private static final int BARS = 400;
    private static final long MINUTE_MS = 60_000L;

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    private final FakeSymbols symbols = new FakeSymbols();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldSendEveryDecisionInOrderWhenTheJournalHoldsThem() throws Exception {
        KafkaSettings settings = KafkaBench.settings(broker, "out");
        KafkaBench.createTopics(broker, settings, 2);
        Map<String, List<RecordedEvent>> journals = Map.of(
                "BTC-USDT", SeededSymbol.events("BTC-USDT", SEED, BARS),
                "ETH-USDT", SeededSymbol.events("ETH-USDT", SEED + 1, BARS));
        try (Store store = Store.open(TestStores.h2(folder.resolve("out-store")), Map.of())) {
            write(store, journals);
            List<ConsumerRecord<String, byte[]>> decisions;
            List<ConsumerRecord<String, byte[]>> transitions;
            long expected = transitions(journals);
            ActorTestKit kit = cluster(store);
            try (KafkaNode node = node(kit, settings, store)) {
                decisions = broker.read(settings.topics().decisions(), read -> read.size() == 2 * BARS);
                transitions = broker.read(settings.topics().transitions(), read -> read.size() == expected);
                await(kit, () -> offset(store) == 2 * BARS + 2);
                assertThat(node.problem()).isEmpty();
            } finally {
                kit.shutdownTestKit();
            }
            assertThat(expected).as("transitions with seed " + SEED).isPositive();
            journals.forEach((symbol, events) -> {
                checkDecisions(symbol, events, of(symbol, decisions));
                checkTransitions(symbol, events, of(symbol, transitions));
            });
            checkSchema("decision", decisions);
            checkSchema("transition", transitions);
            checkRepeats(settings, store, decisions);
        }
    }

    /** A crash before the offset was stored: decisions come again, and say so by their numbers; terms are looked up in the journal. */
    private void checkRepeats(KafkaSettings settings, Store store, List<ConsumerRecord<String, byte[]>> decisions) {
        new Sql(store.dataSource())
                .update("UPDATE akka_projection_offset_store SET current_offset = '" + 2 * BARS + "'", to -> {});
        ActorTestKit kit = cluster(store);
        try (KafkaNode node = node(kit, settings, store)) {
            List<ConsumerRecord<String, byte[]>> all =
                    broker.read(settings.topics().decisions(), read -> read.size() == 2 * BARS + 2);
            assertThat(all).hasSize(2 * BARS + 2);
            await(kit, node::ok);
            List<String> before = decisions.stream().map(KafkaNodeTest::text).toList();
            assertThat(all.stream().map(KafkaNodeTest::text).distinct()).containsExactlyInAnyOrderElementsOf(before);
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void shouldNameWhatIsMissingAndTellTheLagWhenTopicsComeLater() throws Exception {
        KafkaSettings settings = KafkaBench.settings(broker, "later");
        try (Store store = Store.open(TestStores.h2(folder.resolve("later-store")), Map.of())) {
            ActorTestKit kit = cluster(store);
            KafkaNode[] node = new KafkaNode[1];
            String missing = "Kafka: waiting for topics that do not exist: bootstrap=" + broker.bootstrap()
                    + ", topics=later.bars, later.decisions, later.transitions, later.dead-letters";
            LoggingTestKit.warn(missing).expect(kit.system(), () -> node[0] = node(kit, settings, store));
            KafkaNode running = node[0];
            try {
                assertThat(running.ok()).isFalse();
                assertThat(running.lag()).isEqualTo(OptionalLong.empty());
                KafkaBench.createTopics(broker, settings, 2);
                broker.send(KafkaBench.bars(settings, List.of("A", "B"), 0, 50));
                await(kit, () -> running.ok() && symbols.takenCount() == 100);
                await(kit, () -> running.lag().equals(OptionalLong.of(0)));

                running.close();
                broker.send(KafkaBench.bars(settings, List.of("A", "B"), 50, 60));
                assertThat(symbols.takenCount()).isEqualTo(100);
                try (KafkaWatch watch = new KafkaWatch(kit.system(), settings)) {
                    await(kit, () -> watch.lag().equals(OptionalLong.of(20)));
                }
            } finally {
                running.close();
                kit.shutdownTestKit();
            }
        }
    }

    private KafkaNode node(ActorTestKit kit, KafkaSettings settings, Store store) {
        return KafkaNode.start(
                kit.system(),
                settings,
                new BarIntake(kit.system(), symbols),
                store,
                InstantSource.fixed(Instant.ofEpochMilli(KafkaBench.NOW_MS)));
    }

    private static ActorTestKit cluster(Store store) {
        ActorTestKit kit = ActorTestKit.create(
                ConfigFactory.parseString("akka.actor.provider = cluster, akka.remote.artery.canonical.port = 0,"
                                + " akka.remote.artery.canonical.hostname = 127.0.0.1, akka.loglevel = WARNING")
                        .withFallback(store.akkaConfig())
                        .withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return kit;
    }

    private static void write(Store store, Map<String, List<RecordedEvent>> journals) throws Exception {
        try (JournalWriter writer = new JournalWriter(store)) {
            for (Map.Entry<String, List<RecordedEvent>> journal : journals.entrySet()) {
                writer.write(journal.getKey(), journal.getValue()).get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static long offset(Store store) {
        return new Sql(store.dataSource())
                .first(
                        "SELECT current_offset FROM akka_projection_offset_store WHERE projection_name = 'kafka-out'",
                        to -> {},
                        row -> Long.parseLong(row.getString(1)))
                .orElse(0L);
    }

    private static long transitions(Map<String, List<RecordedEvent>> journals) {
        return journals.values().stream()
                .flatMap(List::stream)
                .filter(recorded -> recorded.event() instanceof BarDecided decided
                        && decided.outcome().verdict().from().isPresent())
                .count();
    }

    private static List<ConsumerRecord<String, byte[]>> of(String symbol, List<ConsumerRecord<String, byte[]>> all) {
        return all.stream().filter(record -> symbol.equals(record.key())).toList();
    }

    private static void checkDecisions(
            String symbol, List<RecordedEvent> events, List<ConsumerRecord<String, byte[]>> sent) {
        assertThat(sent).as(symbol).hasSize(BARS);
        for (int i = 0; i < BARS; i++) {
            BarDecided decided = (BarDecided) events.get(i + 1).event();
            JsonNode message = json(sent.get(i));
            assertThat(header(sent.get(i))).isEqualTo(Integer.toString(i + 2));
            assertThat(message.get("seq").asLong()).isEqualTo(i + 2);
            assertThat(message.get("symbol").asText()).isEqualTo(symbol);
            long barTs = decided.inputs().bar().tsMs();
            assertThat(Instant.parse(message.get("bar_ts").asText()).toEpochMilli())
                    .isEqualTo(barTs);
            long lagMs = (long) Math.ceil(TestProfiles.quiet().guards().lag().hard() * MINUTE_MS);
            assertThat(Instant.parse(message.get("valid_until").asText()).toEpochMilli())
                    .isEqualTo(barTs + 2 * MINUTE_MS + lagMs);
            assertThat(message.get("state").asText())
                    .isEqualTo(decided.outcome().verdict().state().name());
            assertThat(message.get("notional").asDouble())
                    .isEqualTo(decided.outcome().verdict().gating().notional());
            assertThat(message.get("kappa_plus").isNull())
                    .isEqualTo(decided.outcome().certified().isEmpty());
            decided.outcome().certified().ifPresent(certified -> {
                assertThat(message.get("kappa_plus").asDouble())
                        .isEqualTo(certified.scores().kappaPlus());
                assertThat(message.get("lower").asDouble())
                        .isEqualTo(certified.forecast().lower());
            });
        }
    }

    private static void checkTransitions(
            String symbol, List<RecordedEvent> events, List<ConsumerRecord<String, byte[]>> sent) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).event() instanceof BarDecided decided) {
                int seq = i + 1;
                decided.outcome()
                        .verdict()
                        .from()
                        .ifPresent(from -> expected.add(seq + " " + from + " "
                                + decided.outcome().verdict().state()));
            }
        }
        assertThat(sent.stream().map(record -> {
                    JsonNode message = json(record);
                    return header(record) + " " + message.get("from").asText() + " "
                            + message.get("to").asText();
                }))
                .as(symbol)
                .containsExactlyElementsOf(expected);
    }

    private static void checkSchema(String name, List<ConsumerRecord<String, byte[]>> records) throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "schemas", name + ".schema.json")));
        for (ConsumerRecord<String, byte[]> record : records) {
            assertThat(schema.validate(
                            text(record),
                            InputFormat.JSON,
                            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .as(text(record))
                    .isEmpty();
        }
        assertThat(schema.validate("{\"symbol\":1}", InputFormat.JSON)).isNotEmpty();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(KafkaOut.SEQ).value(), StandardCharsets.UTF_8);
    }

    private static void await(ActorTestKit kit, BooleanSupplier condition) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(60), Duration.ofMillis(100), () -> {
            assertThat(condition.getAsBoolean()).isTrue();
            return null;
        });
    }
}
