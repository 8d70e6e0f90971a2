package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Metrics.
 *
 * @param enabled whether they are exposed
 * @param mode where they are served
 * @param port port of mode standalone, node 0
 * @param profileLabel value of the label {@code profile} that stands for the profile in force; absent: its name
 * @param tick pause between readings
 * @param budgets time of each stage, milliseconds
 * @param bounds upper bounds of the histograms' buckets
 */
public record MetricsSettings(
        boolean enabled,
        Mode mode,
        int port,
        Optional<String> profileLabel,
        Duration tick,
        Budgets budgets,
        Bounds bounds) {

    /** Where metrics are served. */
    public enum Mode {
        API,
        STANDALONE
    }

    /** Time that each stage of a decision may take, milliseconds. */
    public record Budgets(
            double features,
            double router,
            double student,
            double aci,
            double certification,
            double uncertainty,
            double portfolio,
            double slack) {
        public Budgets {
            Require.positive("features", features);
            Require.positive("router", router);
            Require.positive("student", student);
            Require.positive("aci", aci);
            Require.positive("certification", certification);
            Require.positive("uncertainty", uncertainty);
            Require.positive("portfolio", portfolio);
            Require.positive("slack", slack);
        }
    }

    /** Upper bounds of the histograms' buckets, ascending, in the unit of the metric; the thresholds of guards are among them. */
    public record Bounds(
            List<Double> latencyMs,
            List<Double> surprisal,
            List<Double> relWidth,
            List<Double> kappa,
            List<Double> predictionLatencyMs,
            List<Double> stageMs) {
        public Bounds {
            latencyMs = List.copyOf(latencyMs);
            surprisal = List.copyOf(surprisal);
            relWidth = List.copyOf(relWidth);
            kappa = List.copyOf(kappa);
            predictionLatencyMs = List.copyOf(predictionLatencyMs);
            stageMs = List.copyOf(stageMs);
            Check.ascending("latency_ms", latencyMs);
            Check.ascending("surprisal", surprisal);
            Check.ascending("rel_width", relWidth);
            Check.ascending("kappa", kappa);
            Check.ascending("prediction_latency_ms", predictionLatencyMs);
            Check.ascending("stage_ms", stageMs);
        }
    }

    public MetricsSettings {
        Check.within("port", port, 1, 65_535);
        Check.atLeast("tick", tick, Duration.ofMillis(100));
    }

    /** The same with other bounds. */
    public MetricsSettings withBounds(Bounds other) {
        return new MetricsSettings(enabled, mode, port, profileLabel, tick, budgets, other);
    }
}
