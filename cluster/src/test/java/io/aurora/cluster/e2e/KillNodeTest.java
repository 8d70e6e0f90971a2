package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.DecisionDigest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node killed at random moments while bars stream in loses nothing that it acknowledged and decides as if nothing had happened. */
class KillNodeTest {
    private static final long SEED = 20_260_309;
    private static final String SYMBOL = "KILLED";

    @TempDir
    private Path folder;

    @Test
    void shouldDecideAsReplayWhenKilledInMidStream() {
        killAndGoOn(3, 1_600);
    }

    @Test
    @Tag("full")
    void shouldDecideAsReplayWhenKilledTenTimes() {
        killAndGoOn(10, 8_000);
    }

    private void killAndGoOn(int kills, int count) {
        Random random = new Random(SEED);
        List<Bar> bars = SampleBars.careless(SYMBOL, SEED, count);
        DecisionDigest expected = SampleBars.replayed(bars);
        Map<Long, Long> acknowledged = new TreeMap<>();

        int from = 0;
        for (int kill = 0; kill < kills; kill++) {
            int share = (bars.size() - from) / (kills - kill + 1);
            int answers = from + share + random.nextInt(Math.max(1, share));
            sendAndKill(bars, answers, random.nextInt(20), acknowledged);
            from = answers;
        }

        try (NodeProcess node = start()) {
            try (BarUpload upload = node.upload(SYMBOL, bars)) {
                assertThat(upload.rest()).as("answers, seed %d", SEED).hasSize(bars.size());
            }
            Recording recording = Recording.of(node, SYMBOL);
            assertThat(recording.finding()).as("audit, seed %d", SEED).isEmpty();
            assertThat(recording.barBySeq()).as("acknowledged, seed %d", SEED).containsAllEntriesOf(acknowledged);
            assertThat(acknowledged)
                    .as("acknowledged before a kill, seed %d", SEED)
                    .hasSizeGreaterThan(from / 2);
            assertThat(recording.digest().decisions()).isEqualTo(expected.decisions());
            assertThat(recording.digest().hex()).as("digest, seed %d", SEED).isEqualTo(expected.hex());
        }
    }

    private void sendAndKill(List<Bar> bars, int answers, int extraMs, Map<Long, Long> acknowledged) {
        NodeProcess node = start();
        try (BarUpload upload = node.upload(SYMBOL, bars)) {
            upload.next(answers).forEach(answer -> note(answer, acknowledged));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(extraMs));
            node.kill();
            upload.rest().forEach(answer -> note(answer, acknowledged));
        } finally {
            node.close();
        }
    }

    private static void note(JsonNode answer, Map<Long, Long> acknowledged) {
        if (answer.get("outcome").textValue().equals("decided")) {
            JsonNode decision = answer.get("decision");
            acknowledged.put(
                    decision.get("seq").longValue(),
                    Instant.parse(decision.get("bar_ts").textValue()).toEpochMilli());
        }
    }

    private NodeProcess start() {
        return NodeProcess.start(folder, "--profile", "replay", "--feed", "none", "--set", SampleBars.BAR_LENGTH);
    }
}
