package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live feed that stops: nothing but BLOCK from {@code valid_until} on, wherever it is read. */
class StaleFeedTest {
    private static final String SYMBOL = "LIVE";
    private static final long SECOND_MS = Duration.ofSeconds(1).toMillis();
    private static final long SEED = 5;
    private static final int PAST_BARS = 400;
    private static final int LIVE_BARS = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldServeBlockFromValidUntilOnWhenLiveFeedStops() {
        try (NodeProcess node = start()) {
            Until.passes(() ->
                    assertThat(node.json("/readyz").get("ready").booleanValue()).isTrue());
            JsonNode last = offer(node);
            Instant validUntil = Instant.parse(last.get("valid_until").textValue());
            Instant endOfBar = Instant.parse(last.get("bar_ts").textValue()).plusSeconds(1);
            assertThat(validUntil).isEqualTo(endOfBar.plusSeconds(6));

            boolean sawItFresh = false;
            for (boolean over = false; !over; Until.pause()) {
                Instant before = Instant.now();
                JsonNode state = node.json("/symbols/" + SYMBOL + "/state");
                if (Instant.now().isBefore(validUntil)) {
                    assertThat(state.get("stale").booleanValue())
                            .as("%s", state)
                            .isFalse();
                    assertThat(state.get("state").textValue())
                            .isEqualTo(last.get("state").textValue());
                    assertThat(state.get("notional").doubleValue())
                            .isEqualTo(last.get("notional").doubleValue());
                    sawItFresh = true;
                }
                over = !before.isBefore(validUntil);
            }

            assertThat(sawItFresh).as("read before %s", validUntil).isTrue();
            assertThat(last.get("notional").doubleValue()).as("%s", last).isPositive();
            assertStale(node.json("/symbols/" + SYMBOL + "/state"));
            assertStale(node.json("/symbols/state?s=" + SYMBOL).get("symbols").get(0));
            assertStale(node.json("/symbols/" + SYMBOL + "/state?after=0"));
            JsonNode one = node.json("/state?symbol=" + SYMBOL);
            assertThat(one.get("state").textValue()).isEqualTo("BLOCK");
            JsonNode all = node.json("/state");
            assertThat(all.get("state").textValue()).isEqualTo("BLOCK");
            assertThat(all.get("symbols").get("BLOCK").intValue()).isEqualTo(1);
        }
    }

    /** A busy machine must not take the size: neither latency nor the lag of a test is judged. */
    private NodeProcess start() {
        return NodeProcess.start(
                folder,
                "--feed",
                "none",
                "--set",
                "symbols.defaults.bar_length=1s",
                "--set",
                "acceptance.guards.latency_p95.enabled=off",
                "--set",
                "acceptance.guards.lag.soft=5");
    }

    private static void assertStale(JsonNode state) {
        assertThat(state.get("stale").booleanValue()).as("%s", state).isTrue();
        assertThat(state.get("state").textValue()).isEqualTo("BLOCK");
        assertThat(state.get("notional").doubleValue()).isZero();
        assertThat(state.get("block_reasons")).extracting(JsonNode::textValue).contains("stale");
    }

    private static long nowMs() {
        return System.currentTimeMillis() / SECOND_MS * SECOND_MS;
    }

    /** The decision of the last bar. All up to some seconds ago are offered as bars of the past, the last whole seconds live. */
    private static JsonNode offer(NodeProcess node) {
        MarketSimulator market =
                MarketSimulator.of(SYMBOL, SEED, Scenario.CALM, nowMs() - PAST_BARS * SECOND_MS, SECOND_MS);
        while (market.nextMs() < nowMs() - LIVE_BARS * SECOND_MS) {
            int count = (int) ((nowMs() - market.nextMs()) / SECOND_MS) - LIVE_BARS;
            try (BarUpload upload = node.upload(SYMBOL, SampleBars.take(market, count))) {
                assertThat(upload.rest()).hasSize(count);
            }
        }
        JsonNode decision = null;
        for (int i = 0; i < LIVE_BARS; i++) {
            JsonNode answer = node.postJson("/symbols/" + SYMBOL + "/bars", BarUpload.json(market.next()));
            assertThat(answer.get("outcome").textValue()).isEqualTo("decided");
            decision = answer.get("decision");
        }
        return decision;
    }
}
