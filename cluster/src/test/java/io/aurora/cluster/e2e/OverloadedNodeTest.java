package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.InferenceResult.Fallback;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.inference.network.StudentShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More bars at once than a node's worker takes. */
class OverloadedNodeTest {
    private static final int SYMBOLS = 8;
    private static final int BARS = 110;
    /** Large enough that a step takes longer than asking for it. */
    private static final StudentShape STUDENT = new StudentShape(2, 128, 16);

    @TempDir
    private Path folder;

    private NodeProcess start(String profile) {
        return NodeProcess.start(
                folder,
                "--profile",
                profile,
                "--feed",
                "none",
                "--student",
                SampleModels.student(folder.resolve("student"), 1, STUDENT).toString(),
                "--set",
                "inference.queue=1",
                "--set",
                "inference.max_batch=1",
                "--set",
                SampleBars.BAR_LENGTH);
    }

    private static Map<String, List<Bar>> markets() {
        Map<String, List<Bar>> markets = new LinkedHashMap<>();
        for (int i = 0; i < SYMBOLS; i++) {
            markets.put("LOAD-" + i, SampleBars.gappy("LOAD-" + i, 20 + i, BARS));
        }
        return markets;
    }

    /** All symbols' bars at the same time; forecasts of every bar that has one. */
    private static List<InferenceResult> offer(NodeProcess node, Map<String, List<Bar>> markets) {
        List<BarUpload> uploads = new ArrayList<>();
        markets.forEach((symbol, bars) -> uploads.add(node.upload(symbol, bars)));
        for (BarUpload upload : uploads) {
            assertThat(upload.rest()).hasSize(BARS);
            upload.close();
        }
        return markets.keySet().stream()
                .flatMap(symbol -> Recording.of(node, symbol).events(SymbolEvent.BarDecided.class).stream())
                .flatMap(decided -> decided.inputs().inference().stream())
                .toList();
    }

    @Test
    void shouldMarkAndCountEachBarWithoutAForecastWhenTheQueueIsFull() {
        try (NodeProcess node = start("default")) {
            List<InferenceResult> results = offer(node, markets());

            assertThat(results)
                    .anySatisfy(result -> assertThat(result.fallback()).contains(Fallback.BUSY));
            assertThat(results)
                    .anySatisfy(result -> assertThat(result.engine()).isEqualTo("cpu"))
                    .allSatisfy(result -> assertThat(result.engine())
                            .isEqualTo(result.fallback().isPresent() ? "ewma" : "cpu"));
            long missed = results.stream()
                    .flatMap(result -> result.fallback().stream())
                    .filter(why -> why != Fallback.TRIGGER)
                    .count();
            Until.passes(() -> assertThat(node.get("/metrics").body().lines())
                    .contains("aurora_inference_fallback_total " + (double) missed));
        }
    }

    @Test
    void shouldWaitForEachForecastWhenTheProfileIsReplay() {
        Map<String, List<Bar>> markets = markets();
        try (NodeProcess node = start("replay")) {
            List<InferenceResult> results = offer(node, markets);

            assertThat(results).isNotEmpty().allSatisfy(result -> {
                assertThat(result.fallback()).isEmpty();
                assertThat(result.engine()).isEqualTo("cpu");
            });
            Until.passes(() -> assertThat(missedAttempts(node)).isPositive());
            assertThat(node.get("/metrics").body().lines()).contains("aurora_inference_fallback_total 0.0");
        }
    }

    /** Attempts without an answer, after which a symbol asked again. */
    private static double missedAttempts(NodeProcess node) {
        return node.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("aurora_errors_total{component=\"inference\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
