package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.kafka.KafkaBroker;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.persistence.bars.BarCsv;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One series of bars, one digest: replayed without a node, fed from a file, sent by HTTP, read from Kafka. */
class SameDigestTest {
    private static final long SEED = 71;
    private static final int BARS = 1_500;
    private static final String TOPIC = "aurora.bars";

    @TempDir
    private static Path folder;

    private static List<Bar> bars;
    private static KafkaBroker broker;
    private static NodeProcess node;

    @BeforeAll
    static void startBrokerAndNode() throws Exception {
        bars = SampleBars.careless("FILED", SEED, BARS);
        Path file = folder.resolve("FILED.csv.gz");
        BarCsv.write(file, bars);
        broker = KafkaBroker.start(folder.resolve("broker"));
        broker.createTopics(2, TOPIC, "aurora.decisions", "aurora.transitions", "aurora.dead-letters");
        node = NodeProcess.start(
                folder,
                "--profile",
                "replay",
                "--feed",
                "file",
                "--data",
                file.toString(),
                "--set",
                SampleBars.BAR_LENGTH,
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
        DecisionDigest expected = SampleBars.replayed(bars);
        long lastMs = bars.get(bars.size() - 1).tsMs();

        Until.passes(() ->
                assertThat(Recording.of(node, "FILED").barBySeq().values()).contains(lastMs));

        Recording recording = Recording.of(node, "FILED");
        assertThat(recording.digest().decisions()).isEqualTo(expected.decisions());
        assertThat(recording.digest().hex()).isEqualTo(expected.hex());
        assertThat(recording.finding()).isEmpty();
    }

    @Test
    void shouldGiveDigestOfReplayWhenBarsComeByHttp() {
        DecisionDigest expected = SampleBars.replayed(bars);
        Map<String, Integer> outcomes = new TreeMap<>();

        try (BarUpload upload = node.upload("SENT", bars)) {
            for (JsonNode answer : upload.rest()) {
                outcomes.merge(answer.get("outcome").textValue(), 1, Integer::sum);
            }
        }

        Recording recording = Recording.of(node, "SENT");
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(bars.size());
        assertThat(outcomes).containsOnlyKeys("decided", "duplicate", "late", "refused");
        assertThat(outcomes.get("decided")).isEqualTo((int) expected.decisions());
        assertThat(recording.digest().hex()).isEqualTo(expected.hex());
        assertThat(recording.finding()).isEmpty();
    }

    @Test
    void shouldGiveDigestOfReplayWhenBarsComeByKafka() {
        DecisionDigest expected = SampleBars.replayed(bars);
        long lastMs = bars.get(bars.size() - 1).tsMs();

        broker.send(bars.stream().map(SameDigestTest::message).toList());

        Until.passes(() ->
                assertThat(Recording.of(node, "QUEUED").barBySeq().values()).contains(lastMs));
        Recording recording = Recording.of(node, "QUEUED");
        assertThat(recording.digest().decisions()).isEqualTo(expected.decisions());
        assertThat(recording.digest().hex()).isEqualTo(expected.hex());
        assertThat(recording.finding()).isEmpty();
    }

    private static ProducerRecord<String, byte[]> message(Bar bar) {
        byte[] json = BarUpload.json(bar).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, "QUEUED", json);
        message.headers().add("aurora-historical", "true".getBytes(StandardCharsets.UTF_8));
        return message;
    }
}
