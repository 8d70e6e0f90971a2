package io.aurora.cluster.metrics;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.symbol.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/**
 * Counters and histograms of one profile, looked up once. The usual label values exist from the start, so that rates see the first
 * event.
 */
final class ProfileCells {
    private static final List<AcceptanceState> STATES =
            List.of(AcceptanceState.PASS, AcceptanceState.DERISK, AcceptanceState.BLOCK);

    private final String profile;
    private final Map<AcceptanceState, Counter> decisions = new EnumMap<>(AcceptanceState.class);
    private final Map<AcceptanceState, Map<AcceptanceState, Counter>> transitions =
            new EnumMap<>(AcceptanceState.class);
    private final Map<Guard.Violation, Counter> violations = new EnumMap<>(Guard.Violation.class);
    private final Map<String, Counter> blocks = new ConcurrentHashMap<>();
    private final Counter misses;
    private final Instruments.Spread surprisal;
    private final Instruments.Spread latency;
    private final Instruments.Spread relWidth;
    private final Instruments.Spread kappa;

    ProfileCells(String profile) {
        this.profile = profile;
        for (AcceptanceState state : STATES) {
            decisions.put(state, Instruments.counter(MetricNames.DECISION, state.name(), profile));
            transitions.put(state, transitionsFrom(state));
        }
        for (Guard.Violation type : Guard.Violation.values()) {
            violations.put(type, Instruments.counter(MetricNames.VIOLATION, type.code(), profile));
        }
        block("decision");
        misses = Instruments.counter(MetricNames.MISS, profile);
        surprisal = Instruments.histogram(MetricNames.SURPRISAL, profile);
        latency = Instruments.histogram(MetricNames.LATENCY, profile);
        relWidth = Instruments.histogram(MetricNames.REL_WIDTH, profile);
        kappa = Instruments.histogram(MetricNames.KAPPA, profile);
    }

    private Map<AcceptanceState, Counter> transitionsFrom(AcceptanceState from) {
        Map<AcceptanceState, Counter> counters = new EnumMap<>(AcceptanceState.class);
        for (AcceptanceState to : STATES) {
            if (to != from) {
                counters.put(to, Instruments.counter(MetricNames.TRANSITIONS, from.name(), to.name(), profile));
            }
        }
        return counters;
    }

    /** Counts a decision taken out of WARMUP. */
    void decided(Outcome outcome, double latencyMs) {
        Outcome.Verdict verdict = outcome.verdict();
        decisions.get(verdict.state()).increment();
        verdict.from()
                .filter(transitions::containsKey)
                .map(from -> transitions.get(from).get(verdict.state()))
                .ifPresent(Counter::increment);
        outcome.settled().ifPresent(this::settled);
        outcome.certified().ifPresent(certified -> certified(certified, latencyMs));
        if (verdict.gating().notional() == 0.0) {
            verdict.gating().blockReasons().forEach(reason -> block(reason).increment());
        }
    }

    private void settled(Outcome.Settled settled) {
        surprisal.record(settled.surprisal());
        if (!settled.hit()) {
            misses.increment();
        }
    }

    private void certified(Outcome.Certified certified, double latencyMs) {
        latency.record(latencyMs);
        relWidth.record(certified.forecast().relWidth());
        kappa.record(certified.scores().kappa());
        GuardSet soft = certified.soft();
        if (!(soft.isEmpty() && certified.hard().isEmpty())) {
            soft.violations(certified.hard())
                    .forEach(type -> violations.get(type).increment());
        }
    }

    private Counter block(String reason) {
        return blocks.computeIfAbsent(reason, name -> Instruments.counter(MetricNames.EXECUTION_BLOCK, profile, name));
    }
}
