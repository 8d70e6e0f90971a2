package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second start goes on where the first one ended: the market, the symbols and the desk. */
class RestartTest {
    private static final String SYMBOL = "SIM-BTC";
    private static final int WARM = 200;

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnUnderTheDesksHoldWhenStartedAgain() {
        int before;
        try (NodeProcess node = start()) {
            Until.passes(() -> assertThat(decided(node)).hasSizeGreaterThan(WARM));
            node.postJson("/hold", "{\"by\":\"risk\",\"reason\":\"limits\"}");
            Until.passes(() -> assertHeld(node.json("/symbols/" + SYMBOL + "/state")));
            before = decided(node).size();
            node.stop();
        }

        try (NodeProcess node = start()) {
            Until.passes(() -> assertThat(decided(node)).hasSizeGreaterThan(before + 20));
            assertHeld(node.json("/symbols/" + SYMBOL + "/state"));
            assertHeld(node.json("/symbols/state").get("symbols").get(0));
            assertThat(node.json("/state").get("desk_hold").toString()).contains("limits");

            node.postJson("/release", "{\"by\":\"risk\",\"reason\":\"raised\"}");
            Until.passes(() -> assertThat(reasons(node.json("/symbols/" + SYMBOL + "/state")))
                    .doesNotContain("desk_hold"));

            Recording recording = Recording.of(node, SYMBOL);
            List<Long> times = new ArrayList<>(recording.barBySeq().values());
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1)).as("bar %d", i).isEqualTo(SampleBars.MINUTE_MS);
            }
            assertThat(recording.finding()).isEmpty();
        }
    }

    private static List<Long> decided(NodeProcess node) {
        return new ArrayList<>(Recording.of(node, SYMBOL).barBySeq().values());
    }

    private static void assertHeld(JsonNode state) {
        assertThat(reasons(state)).as("%s", state).contains("desk_hold");
        assertThat(state.get("notional").doubleValue()).isZero();
    }

    private static List<String> reasons(JsonNode state) {
        List<String> reasons = new ArrayList<>();
        state.get("block_reasons").forEach(reason -> reasons.add(reason.textValue()));
        return reasons;
    }

    private NodeProcess start() {
        return NodeProcess.start(
                folder,
                "--set",
                "feed.builtin.symbols=[\"" + SYMBOL + "\"]",
                "--set",
                "feed.builtin.warm_bars=" + WARM,
                "--set",
                "feed.builtin.bars_per_second=20");
    }
}
