package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.kafka.KafkaBroker;
import io.aurora.cluster.cli.AuroraCommand;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.DecisionDigest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * One series of bars, one digest: replayed without a node, fed from a file, sent by HTTP, read from Kafka. Any file of one symbol's bars
 * can be put in place of the simulated ones, see {@link BarSeries}.
 */
class SameDigestTest {
    private static final String TOPIC = "aurora.bars";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path folder;

    private static BarSeries series;
    private static DecisionDigest expected;
    private static KafkaBroker broker;
    private static NodeProcess node;

    @BeforeAll
    static void startBrokerAndNode() throws Exception {
        series = BarSeries.configured(folder);
        expected = SampleBars.replayed(series.bars(), series.barLength());
        System.out.printf(
                "%s: %d bars, %d decisions, digest %s%n",
                series.symbol(), series.bars().size(), expected.decisions(), expected.hex());
        broker = KafkaBroker.start(folder.resolve("broker"));
        broker.createTopics(2, TOPIC, "aurora.decisions", "aurora.transitions", "aurora.dead-letters");
        node = NodeProcess.start(
                folder,
                "--profile",
                "replay",
                "--feed",
                "file",
                "--data",
                series.file().toString(),
                "--set",
                series.barLength(),
                "--set",
                "kafka.enabled=on",
                "--set",
                "kafka.bootstrap=\"" + broker.bootstrap() + "\"");
    }

    @AfterAll
    static void stop() {
        node.close();
        broker.close();
    }

    @Test
    void shouldGiveDigestOfReplayWhenBarsComeFromFile() {
        awaitLast(series.symbol());

        assertSameAsReplay(series.symbol());
    }

    @Test
    void shouldGiveDigestOfReplayWhenBarsComeByHttp() {
        Map<String, Integer> outcomes = new TreeMap<>();

        try (BarUpload upload = node.upload("SENT", series.bars())) {
            for (JsonNode answer : upload.rest()) {
                outcomes.merge(answer.get("outcome").textValue(), 1, Integer::sum);
            }
        }

        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(series.bars().size());
        assertThat(outcomes.keySet()).isSubsetOf("decided", "duplicate", "late", "refused");
        assertThat(outcomes.get("decided")).isEqualTo((int) expected.decisions());
        assertSameAsReplay("SENT");
    }

    @Test
    void shouldGiveDigestOfReplayWhenBarsComeByKafka() {
        broker.send(series.bars().stream().map(SameDigestTest::message).toList());

        awaitLast("QUEUED");

        assertSameAsReplay("QUEUED");
    }

    private static void awaitLast(String symbol) {
        Until.passes(PATIENCE, () -> {
            JsonNode state = node.json("/symbols/" + symbol + "/state");
            assertThat(Instant.parse(state.get("bar_ts").textValue()).toEpochMilli())
                    .isEqualTo(series.lastMs());
        });
    }

    /** What {@code audit digest} says of the running node: it checks the journal as {@code audit verify} does. */
    private static void assertSameAsReplay(String symbol) {
        StringWriter out = new StringWriter();
        CommandLine line = AuroraCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));

        int exit = line.execute("audit", "digest", "--url", node.url(), "--symbol", symbol);

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString().lines()).contains(symbol + " " + expected.hex());
    }

    private static ProducerRecord<String, byte[]> message(Bar bar) {
        byte[] json = BarUpload.json(bar).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, "QUEUED", json);
        message.headers().add("aurora-historical", "true".getBytes(StandardCharsets.UTF_8));
        return message;
    }
}
