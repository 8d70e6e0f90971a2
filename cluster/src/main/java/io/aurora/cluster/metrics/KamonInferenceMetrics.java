package io.aurora.cluster.metrics;

import io.aurora.inference.InferenceMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import kamon.metric.Counter;

/** Counts what the node's inference workers do. */
final class KamonInferenceMetrics {
    private static final double NANOS_PER_MS = 1e6;

    private final NodeEvents node;
    private final Instruments.Spread batchSize = Instruments.histogram(MetricNames.BATCH_SIZE);
    private final Instruments.Spread deviceMs = Instruments.histogram(MetricNames.DEVICE_MS);
    private final Instruments.Level queueDepth = Instruments.gauge(MetricNames.QUEUE_DEPTH);
    private final Instruments.Level devices = Instruments.gauge(MetricNames.INFERENCE_DEVICES);
    private final Counter same = Instruments.counter(MetricNames.INFERENCE_PARITY, "same");
    private final Counter differs = Instruments.counter(MetricNames.INFERENCE_PARITY, "differs");
    private final Counter fitted = Instruments.counter(MetricNames.ROUTER_FIT, "fitted");
    private final Counter undefined = Instruments.counter(MetricNames.ROUTER_FIT, "undefined");
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger answering = new AtomicInteger();

    KamonInferenceMetrics(NodeEvents node) {
        this.node = node;
        queueDepth.set(0.0);
        devices.set(0.0);
    }

    /** Hooks of one worker. */
    InferenceMetrics worker() {
        return new Worker();
    }

    /** Devices that answer. */
    int devices() {
        return answering.get();
    }

    private final class Worker implements InferenceMetrics {
        private int depth;

        @Override
        public void batch(int size, long deviceNanos) {
            batchSize.record(size);
            deviceMs.record(deviceNanos / NANOS_PER_MS);
        }

        @Override
        public void queueDepth(int requests) {
            if (requests != depth) {
                queueDepth.set(waiting.addAndGet(requests - depth));
                depth = requests;
            }
        }

        @Override
        public void missed(Miss why) {
            if (why == Miss.FAILED || why == Miss.LOST) {
                node.error("inference_engine");
            }
        }

        @Override
        public void compared(boolean equal) {
            (equal ? same : differs).increment();
        }

        @Override
        public void device(boolean answers) {
            devices.set(answering.addAndGet(answers ? 1 : -1));
        }

        @Override
        public void refit(long nanos, boolean fitUndefined) {
            (fitUndefined ? undefined : fitted).increment();
        }
    }
}
