package io.aurora.cluster.metrics;

import io.aurora.config.MetricsSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Upper bounds of each histogram's buckets, in the unit of its name. */
final class HistogramBounds {
    /** Powers of two: a batch is at most a few hundred requests. */
    private static final List<Double> BATCH = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0);

    /** From a warm snapshot (tens of milliseconds) to a restart under load (20 s for 500 symbols). */
    private static final List<Double> RECOVERY_SECONDS =
            List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0);

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
        return all;
    }
}
