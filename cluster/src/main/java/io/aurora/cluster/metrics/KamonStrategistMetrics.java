package io.aurora.cluster.metrics;

import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.strategist.StrategistMetrics;
import io.aurora.domain.learning.TaskOutcome;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/** Counts what happens in the decision loop. Safe for use by many threads. */
final class KamonStrategistMetrics implements StrategistMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Further providers count as {@code other}. */
    private static final int MOST_PROVIDERS = 64;

    private final Map<String, Counter[]> providers = new ConcurrentHashMap<>();
    private final Map<Phase, Instruments.Spread> phases = new EnumMap<>(Phase.class);
    private final Map<String, Counts> sizes = new ConcurrentHashMap<>();
    private final Codes feedback =
            new Codes(MetricNames.LOOP_FEEDBACK, "success", "slo_miss", "failure", "duplicate", "expired");
    private final Codes router = new Codes(MetricNames.LOOP_ROUTER, "ok");
    private final Counter updates = Instruments.counter(MetricNames.LOOP_UPDATES);
    private final Instruments.Spread rewards = Instruments.histogram(MetricNames.LOOP_REWARDS);
    private final Instruments.Level epsilon = Instruments.gauge(MetricNames.LOOP_EPSILON);
    private final Instruments.Level table = Instruments.gauge(MetricNames.LOOP_TABLE);
    private final Instruments.Level open = Instruments.gauge(MetricNames.LOOP_OPEN);
    private final Counter psiHits = Instruments.counter(MetricNames.PSI_HITS);
    private final Counter psiMisses = Instruments.counter(MetricNames.PSI_MISSES);

    KamonStrategistMetrics() {
        for (Phase phase : Phase.values()) {
            phases.put(
                    phase,
                    Instruments.histogram(MetricNames.LOOP_LATENCY, phase.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void decided(String provider, boolean explored) {
        Counter[] counters = providers.get(provider);
        if (counters == null) {
            String name = providers.size() < MOST_PROVIDERS ? provider : "other";
            counters = providers.computeIfAbsent(name, KamonStrategistMetrics::counters);
        }
        counters[explored ? 0 : 1].increment();
    }

    private static Counter[] counters(String provider) {
        return new Counter[] {
            Instruments.counter(MetricNames.LOOP_DECISIONS, provider, "explore"),
            Instruments.counter(MetricNames.LOOP_DECISIONS, provider, "exploit")
        };
    }

    @Override
    public void phase(Phase phase, long nanos) {
        phases.get(phase).record(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void learned(TaskOutcome outcome, double reward) {
        updates.increment();
        rewards.record(reward);
        feedback.increment(outcome.failures() > 0 ? "failure" : outcome.sloHit() ? "success" : "slo_miss");
    }

    @Override
    public void duplicate() {
        feedback.increment("duplicate");
    }

    @Override
    public void expired(int traces) {
        feedback.increment("expired", traces);
    }

    @Override
    public void tooLate() {
        feedback.increment("expired");
    }

    @Override
    public void epsilon(String policy, double value) {
        epsilon.set(value);
    }

    @Override
    public void sizes(String policy, int partition, Counts counts) {
        sizes.put(policy + "." + partition, counts);
    }

    @Override
    public void left(String policy, int partition) {
        sizes.remove(policy + "." + partition);
    }

    @Override
    public void routed(String result) {
        router.increment(result);
    }

    void psiRead(boolean fresh) {
        (fresh ? psiHits : psiMisses).increment();
    }

    /** Works out the gauges. */
    void publish() {
        Counts sum = sizes.values().stream().reduce(Counts.NONE, Counts::plus);
        table.set(sum.states());
        open.set(sum.open());
    }
}
