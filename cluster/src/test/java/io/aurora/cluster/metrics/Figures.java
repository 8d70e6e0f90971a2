package io.aurora.cluster.metrics;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.conformal.Stats;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Latch;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.symbol.Triggers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A symbol's view with figures set by hand; what is not set is unremarkable. */
final class Figures {
    static final long MINUTE = 60_000L;

    private final String symbol;
    private AcceptanceState state = AcceptanceState.PASS;
    private Optional<AcceptanceState> from = Optional.empty();
    private int dwell;
    private double kappaPlus = 0.8;
    private double coverageEma = 0.9;
    private double riskScale = 1.0;
    private double latencyMs = 1.0;
    private double surprisal = 0.5;
    private double lag;
    private long barMs;
    private boolean historical = true;
    private GuardSet soft = GuardSet.NONE;
    private List<String> blocks = List.of();
    private Triggers triggers = Triggers.OFF;
    private Optional<InferenceResult.Fallback> fallback = Optional.empty();
    private Optional<SymbolEvent.Held> hold = Optional.empty();

    Figures(String symbol) {
        this.symbol = symbol;
    }

    Figures in(AcceptanceState now, int bars) {
        state = now;
        dwell = bars;
        return this;
    }

    Figures cameFrom(AcceptanceState before) {
        from = Optional.of(before);
        return this;
    }

    Figures kappaPlus(double value) {
        kappaPlus = value;
        return this;
    }

    Figures coverageEma(double value) {
        coverageEma = value;
        return this;
    }

    Figures latencyMs(double value) {
        latencyMs = value;
        return this;
    }

    Figures surprisal(double value) {
        surprisal = value;
        return this;
    }

    Figures gated(double scale, String... reasons) {
        riskScale = scale;
        blocks = List.of(reasons);
        return this;
    }

    Figures breach(Guard... guards) {
        soft = GuardSet.of(guards);
        return this;
    }

    /** A live bar of this time, late by so many bars. */
    Figures live(long tsMs, double lagBars) {
        historical = false;
        barMs = tsMs;
        lag = lagBars;
        return this;
    }

    Figures latencyTrigger() {
        triggers = new Triggers(new Latch(true, 0), Latch.OFF, Latch.OFF, Latch.OFF);
        return this;
    }

    Figures fellBack(InferenceResult.Fallback why) {
        fallback = Optional.of(why);
        return this;
    }

    Figures held() {
        hold = Optional.of(new SymbolEvent.Held(1, 0L, "operator", "test"));
        return this;
    }

    SymbolView view() {
        SymbolSpec spec = new SymbolSpec(symbol, MINUTE, GapPolicy.GRID, OptionalLong.empty(), "default", 1.0);
        Stats stats = new Stats(0.08, 0.1, coverageEma, OptionalDouble.of(0.905), 1.6, 1.0, 100, 0);
        SymbolEvent.BarDecided last = new SymbolEvent.BarDecided(1, 0L, "digest", inputs(), outcome());
        return new SymbolView(
                spec,
                7L,
                "digest",
                true,
                5.0,
                ModelIds.BUILT_IN,
                RiskMode.STANDARD,
                hold,
                new SymbolState.Counts(100L, 0L, 0L, 0L, 0L),
                stats,
                0.01,
                1e-6,
                Optional.of(last));
    }

    private BarInputs inputs() {
        InferenceResult result = new InferenceResult(
                0.0,
                0.01,
                Double.POSITIVE_INFINITY,
                OptionalDouble.empty(),
                new RegimeProbabilities(0.5, 0.3, 0.2),
                ModelIds.BUILT_IN,
                "ewma",
                fallback,
                Optional.empty());
        OptionalDouble lagBars = historical ? OptionalDouble.empty() : OptionalDouble.of(lag);
        return new BarInputs(
                new Bar(symbol, barMs, 1.0, 1.0, 1.0, 1.0, 1.0),
                historical,
                barMs,
                latencyMs,
                lagBars,
                Optional.of(result));
    }

    private Outcome outcome() {
        Outcome.IntervalForecast forecast =
                new Outcome.IntervalForecast(0.0, 0.01, 0.08, 0.1, 1.6, 1.0, 99.0, 101.0, 0.02);
        Outcome.Scores scores = new Outcome.Scores(
                coverageEma, 0, OptionalDouble.of(1.2), 2.0, 0.02, 0.1, 0.2, 0.3, 0.75, 0.9, kappaPlus);
        Outcome.Verdict verdict = new Outcome.Verdict(
                new FsmPosition(state, dwell, 0), from, List.of(), new Gating(riskScale, riskScale, blocks), triggers);
        return new Outcome(
                new Outcome.Placement(0, false, false),
                new Outcome.MarketFigures(OptionalDouble.of(0.7), 0.6, false),
                Optional.of(new Outcome.Settled(surprisal < 1.0, 1.0, surprisal)),
                Optional.of(new Outcome.Certified(
                        forecast, scores, soft, GuardSet.NONE, GuardSet.NONE, AcceptanceState.PASS)),
                verdict);
    }
}
