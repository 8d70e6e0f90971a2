package io.aurora.cluster.metrics;

import io.aurora.inference.InferenceMetrics;
import kamon.metric.Counter;

/** Counts what the node's inference workers do. */
final class KamonInferenceMetrics implements InferenceMetrics {
    private static final double NANOS_PER_MS = 1e6;

    private final NodeEvents node;
    private final Instruments.Spread batchSize = Instruments.histogram(MetricNames.BATCH_SIZE);
    private final Instruments.Spread deviceMs = Instruments.histogram(MetricNames.DEVICE_MS);
    private final Instruments.Level queueDepth = Instruments.gauge(MetricNames.QUEUE_DEPTH);
    private final Counter fitted = Instruments.counter(MetricNames.ROUTER_FIT, "fitted");
    private final Counter undefined = Instruments.counter(MetricNames.ROUTER_FIT, "undefined");

    KamonInferenceMetrics(NodeEvents node) {
        this.node = node;
        queueDepth.set(0.0);
    }

    @Override
    public void batch(int size, long deviceNanos) {
        batchSize.record(size);
        deviceMs.record(deviceNanos / NANOS_PER_MS);
    }

    @Override
    public void queueDepth(int requests) {
        queueDepth.set(requests);
    }

    @Override
    public void missed(Miss why) {
        if (why == Miss.FAILED || why == Miss.LOST) {
            node.error("inference_engine");
        }
    }

    @Override
    public void refit(long nanos, boolean fitUndefined) {
        (fitUndefined ? undefined : fitted).increment();
    }
}
