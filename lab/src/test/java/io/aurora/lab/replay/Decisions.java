package io.aurora.lab.replay;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.Triggers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decisions written by hand; what a test does not say has a plain value. */
final class Decisions {
    /** Start of 2024-01-31T22:00Z; bars are an hour long, so the third one falls into February. */
    static final long START_MS = 1_706_738_400_000L;

    private static final double Q = 2.0;
    private static final double SIGMA = 0.01;

    private final long tsMs;
    private double close = 100.0;
    private AcceptanceState state = AcceptanceState.PASS;
    private Optional<AcceptanceState> from = Optional.empty();
    private Optional<Outcome.Settled> settled = Optional.empty();
    private boolean forecast = true;
    private double kappaPlus = 0.8;
    private double latencyMs = 1.0;
    private GuardSet soft = GuardSet.NONE;
    private GuardSet hard = GuardSet.NONE;
    private Gating gating = new Gating(1.0, 1.0, List.of());
    private RegimeProbabilities regime = new RegimeProbabilities(0.6, 0.2, 0.2);

    private Decisions(int bar) {
        this.tsMs = START_MS + bar * 3_600_000L;
    }

    static Decisions bar(int number) {
        return new Decisions(number);
    }

    Decisions close(double price) {
        close = price;
        return this;
    }

    Decisions state(AcceptanceState now) {
        state = now;
        return this;
    }

    Decisions movedFrom(AcceptanceState before) {
        from = Optional.of(before);
        return this;
    }

    Decisions settled(boolean hit, double surprisal) {
        settled = Optional.of(new Outcome.Settled(hit, 1.0, surprisal));
        return this;
    }

    Decisions withoutForecast() {
        forecast = false;
        return this;
    }

    Decisions kappaPlus(double value) {
        kappaPlus = value;
        return this;
    }

    Decisions latencyMs(double value) {
        latencyMs = value;
        return this;
    }

    Decisions guards(GuardSet softly, GuardSet hardly) {
        soft = softly;
        hard = hardly;
        return this;
    }

    Decisions gating(double notional, double riskScale, String... reasons) {
        gating = new Gating(notional, riskScale, List.of(reasons));
        return this;
    }

    Decisions regime(double ar, double arma, double garch) {
        regime = new RegimeProbabilities(ar, arma, garch);
        return this;
    }

    /** Half-width 0.02 around 0 in log return, aimed at alpha 0.1, relative width 0.04. */
    SymbolEvent.BarDecided decided() {
        Bar bar = new Bar("BTC-USDT", tsMs, close, close, close, close, 1.0);
        Optional<InferenceResult> result = Optional.of(new InferenceResult(
                        0.0,
                        SIGMA,
                        Double.POSITIVE_INFINITY,
                        OptionalDouble.empty(),
                        regime,
                        ModelIds.BUILT_IN,
                        "ewma",
                        Optional.empty(),
                        Optional.empty()))
                .filter(asked -> forecast);
        Outcome outcome = new Outcome(
                new Outcome.Placement(0, false, false),
                new Outcome.MarketFigures(OptionalDouble.empty(), 0.0, false),
                settled,
                result.map(r -> certified()),
                new Outcome.Verdict(new FsmPosition(state, 0, 0), from, List.of(), gating, Triggers.OFF));
        BarInputs inputs = new BarInputs(bar, true, tsMs, latencyMs, OptionalDouble.empty(), result);
        return new SymbolEvent.BarDecided(SymbolEvent.LOGIC_VERSION, tsMs, "digest", inputs, outcome);
    }

    private Outcome.Certified certified() {
        Outcome.IntervalForecast interval =
                new Outcome.IntervalForecast(0.0, SIGMA, 0.09, 0.1, Q, 1.0, close * 0.98, close * 1.02, 0.04);
        Outcome.Scores scores =
                new Outcome.Scores(0.9, 0, OptionalDouble.empty(), latencyMs, 0.04, 0.1, 0.5, 0.1, 0.7, 1.0, kappaPlus);
        return new Outcome.Certified(interval, scores, soft, hard, GuardSet.NONE, state);
    }
}
