package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.persistence.bars.BarCsv;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One series of bars, one digest: replayed without a node, fed from a file, sent by HTTP. */
class SameDigestTest {
    private static final long SEED = 71;
    private static final int BARS = 1_500;

    @TempDir
    private static Path folder;

    private static List<Bar> bars;
    private static NodeProcess node;

    @BeforeAll
    static void startNodeOverFile() {
        bars = SampleBars.careless("FILED", SEED, BARS);
        Path file = folder.resolve("FILED.csv.gz");
        BarCsv.write(file, bars);
        node = NodeProcess.start(
                folder,
                "--profile",
                "replay",
                "--feed",
                "file",
                "--data",
                file.toString(),
                "--set",
                SampleBars.BAR_LENGTH);
    }

    @AfterAll
    static void stopNode() {
        node.close();
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
}
