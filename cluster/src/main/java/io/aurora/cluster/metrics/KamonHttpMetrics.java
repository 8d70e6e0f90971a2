package io.aurora.cluster.metrics;

import io.aurora.http.port.HttpMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/** Counts requests by the template of their route, of which there are a few dozen; a path is never a label. */
final class KamonHttpMetrics implements HttpMetrics {
    private static final double NANOS_PER_MS = 1e6;
    private static final int SERVER_ERROR = 500;

    private record Answer(String route, int status) {}

    private final NodeEvents node;
    private final Map<Answer, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Instruments.Spread> times = new ConcurrentHashMap<>();

    KamonHttpMetrics(NodeEvents node) {
        this.node = node;
    }

    @Override
    public void request(String route, int status, long durationNs) {
        requests.computeIfAbsent(new Answer(route, status), KamonHttpMetrics::counter)
                .increment();
        times.computeIfAbsent(route, name -> Instruments.histogram(MetricNames.REQUEST_MS, name))
                .record(durationNs / NANOS_PER_MS);
        if (status >= SERVER_ERROR) {
            node.error("http");
        }
    }

    private static Counter counter(Answer answer) {
        return Instruments.counter(MetricNames.REQUESTS, answer.route(), String.valueOf(answer.status()));
    }

    @Override
    public void staleServed() {
        node.staleServed();
    }
}
