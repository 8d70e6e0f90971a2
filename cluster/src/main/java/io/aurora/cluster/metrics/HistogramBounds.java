package io.aurora.cluster.metrics;

import io.aurora.config.MetricsSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Upper bounds of each histogram's buckets, in the unit of its name. */
final class HistogramBounds {
    /** Powers of two: a batch is at most a few hundred requests. */
    private static final List<Double> BATCH = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0);

    /** From a warm snapshot (tens of milliseconds) to a restart under load (20 s for 500 symbols). */
    private static final List<Double> RECOVERY_SECONDS =
            List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0);

    /** From a choice in memory (microseconds) to the longest that a router may take and beyond. */
    private static final List<Double> LOOP_SECONDS =
            List.of(1e-5, 1e-4, 2.5e-4, 5e-4, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.14, 0.3, 0.4, 1.0);

    private static final List<Double> REWARDS =
            IntStream.rangeClosed(-10, 10).mapToObj(tenths -> tenths / 10.0).toList();

    private HistogramBounds() {}

    static Map<MetricSpec, List<Double>> of(MetricsSettings.Bounds bounds) {
        Map<MetricSpec, List<Double>> all = new LinkedHashMap<>();
        all.put(MetricNames.SURPRISAL, bounds.surprisal());
        all.put(MetricNames.LATENCY, bounds.latencyMs());
        all.put(MetricNames.REL_WIDTH, bounds.relWidth());
        all.put(MetricNames.KAPPA, bounds.kappa());
        all.put(MetricNames.PREDICTION_LATENCY, bounds.predictionLatencyMs());
        all.put(MetricNames.STAGE, bounds.stageMs());
        all.put(MetricNames.REQUEST_MS, bounds.latencyMs());
        all.put(MetricNames.DEVICE_MS, bounds.stageMs());
        all.put(MetricNames.BATCH_SIZE, BATCH);
        all.put(MetricNames.RECOVERY, RECOVERY_SECONDS);
        all.put(MetricNames.LOOP_LATENCY, LOOP_SECONDS);
        all.put(MetricNames.LOOP_REWARDS, REWARDS);
        return all;
    }
}
