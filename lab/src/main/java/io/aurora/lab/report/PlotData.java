package io.aurora.lab.report;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One symbol's course for its plots, thinned while it runs: of each stretch of bars the last figures, the lowest kappa_plus and coverage,
 * and the state farthest from PASS, so that thinning hides no trouble.
 */
public final class PlotData {
    private static final int MAX_POINTS = 2_000;
    private static final int RECENT = 300;

    final List<Long> timesMs = new ArrayList<>();
    final List<Double> close = new ArrayList<>();
    final List<Double> lower = new ArrayList<>();
    final List<Double> upper = new ArrayList<>();
    final List<Double> kappaPlus = new ArrayList<>();
    final List<Double> coverage = new ArrayList<>();
    final List<Integer> state = new ArrayList<>();

    /** The last decisions, not thinned. */
    final List<SymbolEvent.BarDecided> recent = new ArrayList<>();

    private final long stride;
    private long inStretch;
    private double leastKappaPlus = Double.POSITIVE_INFINITY;
    private double leastCoverage = Double.POSITIVE_INFINITY;
    private int worst;

    /** @param expected decisions to come, about */
    public PlotData(long expected) {
        this.stride = Math.max(1L, expected / MAX_POINTS);
    }

    /** Adds the next decision; those without a forecast are left out. */
    public void add(SymbolEvent.BarDecided decided) {
        if (decided.outcome().certified().isEmpty()) {
            return;
        }
        if (recent.size() == 2 * RECENT) {
            recent.subList(0, RECENT).clear();
        }
        recent.add(decided);
        Outcome.Certified certified = decided.outcome().certified().get();
        leastKappaPlus = Math.min(leastKappaPlus, certified.scores().kappaPlus());
        leastCoverage = Math.min(leastCoverage, certified.scores().coverageEma());
        worst = Math.max(worst, level(decided.outcome().verdict().state()));
        if (++inStretch >= stride) {
            point(decided, certified.forecast());
        }
    }

    private void point(SymbolEvent.BarDecided decided, Outcome.IntervalForecast forecast) {
        timesMs.add(decided.inputs().bar().tsMs());
        close.add(decided.inputs().bar().close());
        lower.add(forecast.lower());
        upper.add(forecast.upper());
        kappaPlus.add(leastKappaPlus);
        coverage.add(leastCoverage);
        state.add(worst);
        inStretch = 0;
        leastKappaPlus = Double.POSITIVE_INFINITY;
        leastCoverage = Double.POSITIVE_INFINITY;
        worst = 0;
    }

    private static int level(AcceptanceState state) {
        switch (state) {
            case PASS:
                return 0;
            case WARMUP:
                return 1;
            case DERISK:
                return 2;
            case BLOCK:
            default:
                return 3;
        }
    }

    /** The course of the last {@value #RECENT} decisions. */
    PlotData last() {
        PlotData last = new PlotData(RECENT);
        recent.subList(Math.max(0, recent.size() - RECENT), recent.size()).forEach(last::add);
        return last;
    }

    /** Bars behind one point. */
    long stride() {
        return stride;
    }

    boolean isEmpty() {
        return timesMs.isEmpty();
    }
}
