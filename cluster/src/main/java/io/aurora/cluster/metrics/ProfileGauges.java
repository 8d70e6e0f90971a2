package io.aurora.cluster.metrics;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.symbol.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Gauges with the label {@code profile}: one object per profile and reading. */
final class ProfileGauges {
    private static final double MS_PER_SECOND = 1000.0;
    private static final double P95 = 0.95;

    private final Map<AcceptanceState, Integer> states = new EnumMap<>(AcceptanceState.class);
    private final Means alpha = new Means();
    private final Means alphaTarget = new Means();
    private final Means coverageEma = new Means();
    private final Means kappaPlus = new Means();
    private final Means relWidth = new Means();
    private final Means riskScale = new Means();
    private final Means lagBars = new Means();
    private final Means blockSeconds = new Means();
    private final Means blockBars = new Means();

    void add(SymbolFigures symbol, long nowMs) {
        states.merge(symbol.served(nowMs), 1, Integer::sum);
        if (symbol.live(nowMs)) {
            symbol.outcome().ifPresent(outcome -> addLive(symbol, outcome));
        }
    }

    private void addLive(SymbolFigures symbol, Outcome outcome) {
        alpha.add(symbol.view().conformal().alpha());
        alphaTarget.add(symbol.view().conformal().alphaTarget());
        coverageEma.add(symbol.view().conformal().coverageEma());
        outcome.certified().ifPresent(certified -> {
            kappaPlus.add(certified.scores().kappaPlus());
            relWidth.add(certified.forecast().relWidth());
        });
        riskScale.add(outcome.verdict().gating().riskScale());
        symbol.view().last().ifPresent(last -> last.inputs().lagBars().ifPresent(lagBars::add));
        if (outcome.verdict().state() == AcceptanceState.BLOCK) {
            int dwell = outcome.verdict().position().dwell();
            blockBars.add(dwell);
            blockSeconds.add(dwell * (symbol.view().spec().barLengthMs() / MS_PER_SECOND));
        }
    }

    void publish(String profile) {
        for (AcceptanceState state : AcceptanceState.values()) {
            Instruments.gauge(MetricNames.STATE, state.name(), profile).set(states.getOrDefault(state, 0));
        }
        set(MetricNames.ALPHA, profile, alpha.mean());
        set(MetricNames.ALPHA_TARGET, profile, alphaTarget.mean());
        set(MetricNames.COVERAGE_EMA, profile, coverageEma.mean());
        set(MetricNames.COVERAGE_EMA_WORST, profile, coverageEma.min());
        set(MetricNames.ACCEPTANCE_KAPPA_PLUS, profile, kappaPlus.mean());
        set(MetricNames.REL_WIDTH_CURRENT, profile, relWidth.mean());
        set(MetricNames.RISK_SCALE, profile, riskScale.mean());
        set(MetricNames.RISK_SCALE_P95, profile, riskScale.quantile(P95));
        set(MetricNames.LAG_BARS, profile, lagBars.max());
        Instruments.gauge(MetricNames.BLOCK_AGE_SECONDS, profile)
                .set(blockSeconds.max().orElse(0.0));
        Instruments.gauge(MetricNames.BLOCK_AGE_BARS, profile)
                .set(blockBars.max().orElse(0.0));
    }

    private static void set(MetricSpec metric, String profile, OptionalDouble value) {
        NodeGauges.set(Instruments.gauge(metric, profile), value);
    }
}
