package io.aurora.cluster.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/**
 * What happens to the node as a whole. Every method returns at once, never throws and may be called from many threads; names of
 * components, projections and reasons are codes of the program, never text from outside.
 */
public final class NodeEvents {
    private final Codes errors =
            new Codes(MetricNames.ERRORS, "journal", "inference", "inference_engine", "http", "projection", "kafka");
    private final Counter staleServed = Instruments.counter(MetricNames.STALE_SERVED);
    private final Codes reloads = new Codes(MetricNames.MODEL_RELOAD, "done", "refused");
    private final Map<String, Counter> snapshots = new ConcurrentHashMap<>();

    NodeEvents() {
        killSwitch("desk_hold", false);
    }

    /** Something failed in {@code component}. */
    public void error(String component) {
        errors.increment(component);
    }

    /** A decision was served as BLOCK because it had outlived its bar. */
    public void staleServed() {
        staleServed.increment();
    }

    /** A hold of the node or the desk came or went; holds of symbols are counted by themselves. */
    public void killSwitch(String reason, boolean on) {
        Instruments.gauge(MetricNames.KILL_SWITCH, reason).set(on ? 1.0 : 0.0);
    }

    /** How far a projection is behind, seconds. */
    public void projectionLag(String projection, double seconds) {
        Instruments.gauge(MetricNames.PROJECTION_LAG, projection).set(seconds);
    }

    /** Records that the node's Kafka consumers have not read yet. */
    public void kafkaLag(long records) {
        Instruments.gauge(MetricNames.KAFKA_LAG).set(records);
    }

    /** Models were put in force by a reload, or refused. */
    public void modelReload(boolean done) {
        reloads.increment(done ? "done" : "refused");
    }

    /** Work on a snapshot of anything that has some. */
    public void snapshot(String op, boolean success) {
        String name = op.toLowerCase(Locale.ROOT);
        String result = success ? "ok" : "failed";
        snapshots
                .computeIfAbsent(name + "/" + result, key -> Instruments.counter(MetricNames.SNAPSHOT, name, result))
                .increment();
    }
}
