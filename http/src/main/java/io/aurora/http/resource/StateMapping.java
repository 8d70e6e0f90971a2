package io.aurora.http.resource;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.conformal.Stats;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.Outcome.Certified;
import io.aurora.domain.symbol.Outcome.IntervalForecast;
import io.aurora.domain.symbol.Outcome.Scores;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.symbol.Triggers;
import io.aurora.http.wire.DecisionBody;
import io.aurora.http.wire.DeskBody;
import io.aurora.http.wire.IntervalBody;
import io.aurora.http.wire.RegimeBody;
import io.aurora.http.wire.StateBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Symbols, their decisions and the desk, from the domain to the wire. */
final class StateMapping {
    private StateMapping() {}

    static DecisionBody decision(Serving.Served served) {
        SymbolView view = served.view();
        Optional<SymbolEvent.BarDecided> last = view.last();
        Optional<Certified> certified = certified(view);
        Gating gating = served.decision().gating();
        return new DecisionBody(
                view.spec().name(),
                view.seq(),
                last.map(event -> Instant.ofEpochMilli(event.inputs().bar().tsMs()))
                        .orElse(null),
                last.map(event -> Instant.ofEpochMilli(event.atMs())).orElse(null),
                instant(view.validUntilMs()),
                served.decision().stale(),
                view.obeyed(),
                served.decision().state().name(),
                certified.map(c -> c.scores().kappaPlus()).orElse(null),
                certified.map(c -> interval(c.forecast())).orElse(null),
                gating.notional(),
                gating.riskScale(),
                gating.blockReasons(),
                BasketMapping.holdings(served.holdings()));
    }

    static StateBody state(Serving.Served served) {
        SymbolView view = served.view();
        return new StateBody(
                decision(served), standing(view), trust(view), conformal(view), market(view), control(served));
    }

    private static StateBody.Standing standing(SymbolView view) {
        Optional<Certified> certified = certified(view);
        Optional<Outcome.Verdict> verdict =
                view.last().map(event -> event.outcome().verdict());
        return new StateBody.Standing(
                verdict.map(v -> v.position().dwell()).orElse(null),
                verdict.map(v -> v.position().good()).orElse(null),
                certified.map(c -> c.raw().name()).orElse(null),
                verdict.map(Outcome.Verdict::reasons).orElse(List.of()),
                certified.map(c -> c.soft().codes("")).orElse(List.of()),
                certified.map(c -> c.hard().codes("")).orElse(List.of()));
    }

    private static StateBody.Trust trust(SymbolView view) {
        Optional<Certified> certified = certified(view);
        return new StateBody.Trust(
                score(certified, Scores::kappa),
                certified.map(c -> kappaParts(c.scores())).orElse(null),
                view.conformal().coverageEma(),
                boxed(view.conformal().coverageEmpirical()),
                view.conformal().missStreak(),
                certified.map(c -> boxed(c.scores().surprisalP95())).orElse(null),
                score(certified, Scores::latencyP95),
                forecast(certified, IntervalForecast::relWidth, null),
                score(certified, Scores::relWidthP95));
    }

    /** Of the last forecast; before one, what the predictor stands at. */
    private static StateBody.Conformal conformal(SymbolView view) {
        Optional<Certified> certified = certified(view);
        Stats stats = view.conformal();
        return new StateBody.Conformal(
                stats.n(),
                forecast(certified, IntervalForecast::alpha, stats.alpha()),
                forecast(certified, IntervalForecast::alphaTarget, stats.alphaTarget()),
                forecast(certified, IntervalForecast::qHat, finite(stats.qHat())),
                forecast(certified, IntervalForecast::inflation, stats.inflation()));
    }

    private static StateBody.Market market(SymbolView view) {
        Optional<BarInputs> inputs = view.last().map(SymbolEvent.BarDecided::inputs);
        Optional<InferenceResult> inference = inputs.flatMap(BarInputs::inference);
        RegimeBody regime = regime(view);
        return new StateBody.Market(
                inputs.map(i -> i.bar().close()).orElse(null),
                inputs.map(BarInputs::historical).orElse(null),
                certified(view)
                        .map(c -> new StateBody.Forecast(
                                c.forecast().yhat(), c.forecast().sigma()))
                        .orElse(null),
                inference.map(InferenceResult::engine).orElse(null),
                inference
                        .flatMap(InferenceResult::fallback)
                        .map(InferenceResult.Fallback::code)
                        .orElse(null),
                regime.regime(),
                regime.probabilities(),
                regime.aci(),
                regime.aciRaw(),
                regime.trans());
    }

    private static StateBody.Control control(Serving.Served served) {
        SymbolView view = served.view();
        Triggers triggers =
                view.last().map(event -> event.outcome().verdict().triggers()).orElse(Triggers.OFF);
        return new StateBody.Control(
                triggers(triggers),
                view.riskMode().name(),
                view.hold().map(StateMapping::hold).orElse(null),
                desk(served.desk()),
                new StateBody.Model(view.models().student(), view.models().router()),
                view.spec().profile(),
                view.settingsDigest(),
                view.spec().barLengthMs(),
                view.spec().baseNotional(),
                counts(view.counts()));
    }

    static RegimeBody regime(SymbolView view) {
        Optional<RegimeProbabilities> regime =
                view.last().flatMap(event -> event.inputs().inference()).map(InferenceResult::probabilities);
        Optional<Outcome.MarketFigures> market =
                view.last().map(event -> event.outcome().market());
        return new RegimeBody(
                view.spec().name(),
                view.seq(),
                view.last()
                        .map(event -> Instant.ofEpochMilli(event.inputs().bar().tsMs()))
                        .orElse(null),
                regime.map(p -> p.regime().name()).orElse(null),
                regime.map(StateMapping::probabilities).orElse(null),
                market.map(m -> finite(m.aciEma())).orElse(null),
                market.map(m -> boxed(m.aci())).orElse(null),
                market.map(Outcome.MarketFigures::trans).orElse(null));
    }

    static DeskBody desk(Optional<DeskState> desk) {
        if (desk.isEmpty()) {
            return new DeskBody(true, false, null, null, null, null);
        }
        Optional<DeskEvent.DeskHeld> hold = desk.get().hold();
        return new DeskBody(
                hold.isPresent(),
                true,
                hold.map(DeskEvent.DeskHeld::by).orElse(null),
                hold.map(DeskEvent.DeskHeld::reason).orElse(null),
                hold.map(held -> Instant.ofEpochMilli(held.atMs())).orElse(null),
                hold.map(DeskEvent.DeskHeld::automatic).orElse(null));
    }

    static Optional<Certified> certified(SymbolView view) {
        return view.last().flatMap(event -> event.outcome().certified());
    }

    static AcceptanceState recorded(SymbolView view) {
        return view.last().map(event -> event.outcome().verdict().state()).orElse(AcceptanceState.WARMUP);
    }

    static Instant instant(OptionalLong epochMs) {
        return epochMs.isPresent() ? Instant.ofEpochMilli(epochMs.getAsLong()) : null;
    }

    static Double boxed(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : null;
    }

    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Double score(Optional<Certified> certified, Function<Scores, Double> figure) {
        return certified.map(c -> figure.apply(c.scores())).orElse(null);
    }

    private static Double forecast(
            Optional<Certified> certified, Function<IntervalForecast, Double> figure, Double otherwise) {
        return certified.map(c -> figure.apply(c.forecast())).orElse(otherwise);
    }

    private static IntervalBody interval(IntervalForecast forecast) {
        return new IntervalBody(forecast.lower(), forecast.upper());
    }

    private static StateBody.KappaParts kappaParts(Scores scores) {
        return new StateBody.KappaParts(scores.uState(), scores.uModel(), scores.uForecast(), scores.bcc());
    }

    private static StateBody.Probabilities probabilities(RegimeProbabilities p) {
        return new StateBody.Probabilities(p.ar(), p.arma(), p.garch());
    }

    private static StateBody.TriggerFlags triggers(Triggers t) {
        return new StateBody.TriggerFlags(
                t.latency().active(),
                t.coverage().active(),
                t.kappa().active(),
                t.kappaDrop().active());
    }

    private static StateBody.Hold hold(SymbolEvent.Held held) {
        return new StateBody.Hold(held.by(), held.reason(), Instant.ofEpochMilli(held.atMs()));
    }

    private static StateBody.Counts counts(SymbolState.Counts c) {
        return new StateBody.Counts(c.accepted(), c.filled(), c.gaps(), c.resets(), c.uniform());
    }
}
