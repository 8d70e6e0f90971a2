package io.aurora.actors.kafka;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.ingest.FakeSymbols;
import io.aurora.config.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One process that reads bars from a broker: its own actor system, and symbols that outlive it. */
final class KafkaBench implements AutoCloseable {
    static final long NOW_MS = 1_800_000_000_000L;
    private static final long START_MS = 1_700_000_040_000L;
    private static final long MINUTE_MS = 60_000L;

    final ActorTestKit kit;
    final KafkaBars bars;
    private final KafkaSender sender;

    KafkaBench(KafkaSettings settings, FakeSymbols symbols) {
        kit = ActorTestKit.create(ConfigFactory.parseString("akka.kafka.consumer.commit-timeout = 2s")
                .withFallback(ConfigFactory.load()));
        sender = new KafkaSender(kit.system(), settings);
        DeadLetters letters =
                new DeadLetters(kit.system(), sender, settings.topics().deadLetters(), Duration.ofMillis(100));
        bars = KafkaBars.start(
                kit.system(),
                new BarIntake(kit.system(), symbols),
                settings,
                letters,
                InstantSource.fixed(java.time.Instant.ofEpochMilli(NOW_MS)));
    }

    /** Settings with topics of their own. */
    static KafkaSettings settings(KafkaBroker broker, String name) {
        return new KafkaSettings(
                true,
                broker.bootstrap(),
                name,
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                new KafkaSettings.Topics(
                        name + ".bars", name + ".decisions", name + ".transitions", name + ".dead-letters"));
    }

    static void createTopics(KafkaBroker broker, KafkaSettings settings, int partitions) throws Exception {
        KafkaSettings.Topics topics = settings.topics();
        broker.createTopics(partitions, topics.bars(), topics.decisions(), topics.transitions(), topics.deadLetters());
    }

    /** Bars {@code from} to {@code to} of each symbol, minute by minute. */
    static List<ProducerRecord<String, byte[]>> bars(KafkaSettings settings, List<String> symbols, int from, int to) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            for (String symbol : symbols) {
                records.add(record(settings, symbol, json(i)));
            }
        }
        return records;
    }

    static ProducerRecord<String, byte[]> record(KafkaSettings settings, String key, String value) {
        return new ProducerRecord<>(settings.topics().bars(), key, value.getBytes(StandardCharsets.UTF_8));
    }

    static long startMs(int i) {
        return START_MS + i * MINUTE_MS;
    }

    static String json(int i) {
        double price = 100.0 + i;
        return String.format(
                Locale.ROOT,
                "{\"ts\":%d,\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":1}",
                startMs(i),
                price,
                price + 1,
                price - 1,
                price);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        sender.close();
    }
}
