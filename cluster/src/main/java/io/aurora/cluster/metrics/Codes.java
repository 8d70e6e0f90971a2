package io.aurora.cluster.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/**
 * Counters by a code that comes from elsewhere. After {@link #LIMIT} codes further ones count as {@code other}: a label must not grow
 * without bound.
 */
final class Codes {
    static final int LIMIT = 64;
    private static final String OTHER = "other";

    private final MetricSpec metric;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    /** @param known codes shown from the start */
    Codes(MetricSpec metric, String... known) {
        this.metric = metric;
        for (String code : known) {
            increment(code, 0L);
        }
    }

    void increment(String code) {
        increment(code, 1L);
    }

    void increment(String code, long times) {
        Counter counter = counters.get(code);
        if (counter == null) {
            String name = counters.size() < LIMIT ? code : OTHER;
            counter = counters.computeIfAbsent(name, value -> Instruments.counter(metric, value));
        }
        counter.increment(times);
    }
}
