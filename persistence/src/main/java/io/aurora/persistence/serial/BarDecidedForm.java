package io.aurora.persistence.serial;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Latch;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.Triggers;

/** Fields of {@code bar-decided:1} behind its head. Times near the event's own are kept as the difference to it. */
final class BarDecidedForm {
    private BarDecidedForm() {}

    static void write(WireOut to, SymbolEvent.BarDecided event) {
        to.digest(event.settingsDigest());
        BarInputs inputs = event.inputs();
        Bar bar = inputs.bar();
        to.text(bar.symbol())
                .number(bar.tsMs())
                .number(bar.open())
                .number(bar.high())
                .number(bar.low())
                .number(bar.close())
                .number(bar.volume())
                .flag(inputs.historical())
                .number(inputs.receivedAtMs() - event.atMs())
                .number(inputs.latencyMs())
                .maybe(inputs.lagBars())
                .group(inputs.inference(), BarDecidedForm::inference);
        Outcome outcome = event.outcome();
        to.number(outcome.placement().filled())
                .flag(outcome.placement().reset())
                .flag(outcome.placement().gap())
                .maybe(outcome.market().aci())
                .number(outcome.market().aciEma())
                .flag(outcome.market().trans())
                .group(
                        outcome.settled(),
                        (out, settled) ->
                                out.flag(settled.hit()).number(settled.score()).number(settled.surprisal()))
                .group(outcome.certified(), BarDecidedForm::certified);
        verdict(to, outcome.verdict());
    }

    static SymbolEvent.BarDecided read(int logicVersion, long atMs, WireIn from) {
        String settingsDigest = from.digest();
        Bar bar = new Bar(from.text(), from.integer(), from.real(), from.real(), from.real(), from.real(), from.real());
        BarInputs inputs = new BarInputs(
                bar,
                from.flag(),
                from.integer() + atMs,
                from.real(),
                from.maybeReal(),
                from.group(BarDecidedForm::readInference));
        Outcome outcome = new Outcome(
                new Outcome.Placement(from.integer32(), from.flag(), from.flag()),
                new Outcome.MarketFigures(from.maybeReal(), from.real(), from.flag()),
                from.group(in -> new Outcome.Settled(in.flag(), in.real(), in.real())),
                from.group(BarDecidedForm::readCertified),
                readVerdict(from));
        return new SymbolEvent.BarDecided(logicVersion, atMs, settingsDigest, inputs, outcome);
    }

    private static void inference(WireOut to, InferenceResult result) {
        RegimeProbabilities p = result.probabilities();
        to.number(result.yhat())
                .number(result.sigma())
                .number(result.nu())
                .maybe(result.latentRms())
                .number(p.ar())
                .number(p.arma())
                .number(p.garch())
                .text(result.models().student())
                .text(result.models().router())
                .text(result.engine())
                .maybeCode(result.fallback())
                .maybeFloats(result.recurrent());
    }

    private static InferenceResult readInference(WireIn from) {
        return new InferenceResult(
                from.real(),
                from.real(),
                from.real(),
                from.maybeReal(),
                new RegimeProbabilities(from.real(), from.real(), from.real()),
                new ModelIds(from.text(), from.text()),
                from.text(),
                from.maybeCode(InferenceResult.Fallback.values()),
                from.maybeFloats());
    }

    private static void certified(WireOut to, Outcome.Certified certified) {
        Outcome.IntervalForecast f = certified.forecast();
        to.number(f.yhat())
                .number(f.sigma())
                .number(f.alpha())
                .number(f.alphaTarget())
                .number(f.qHat())
                .number(f.inflation())
                .number(f.lower())
                .number(f.upper())
                .number(f.relWidth());
        Outcome.Scores s = certified.scores();
        to.number(s.coverageEma())
                .number(s.missStreak())
                .maybe(s.surprisalP95())
                .number(s.latencyP95())
                .number(s.relWidthP95())
                .number(s.uState())
                .number(s.uModel())
                .number(s.uForecast())
                .number(s.kappa())
                .number(s.bcc())
                .number(s.kappaPlus());
        to.number(certified.soft().bits())
                .number(certified.hard().bits())
                .number(certified.gate().bits())
                .code(certified.raw());
    }

    private static Outcome.Certified readCertified(WireIn from) {
        return new Outcome.Certified(
                readForecast(from),
                readScores(from),
                new GuardSet(from.integer32()),
                new GuardSet(from.integer32()),
                new GuardSet(from.integer32()),
                from.code(AcceptanceState.values()));
    }

    private static Outcome.IntervalForecast readForecast(WireIn from) {
        return new Outcome.IntervalForecast(
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real());
    }

    private static Outcome.Scores readScores(WireIn from) {
        return new Outcome.Scores(
                from.real(),
                from.integer32(),
                from.maybeReal(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real());
    }

    private static void verdict(WireOut to, Outcome.Verdict verdict) {
        FsmPosition position = verdict.position();
        to.code(position.state()).number(position.dwell()).number(position.good());
        to.maybeCode(verdict.from()).texts(verdict.reasons());
        Gating gating = verdict.gating();
        to.number(gating.notional()).number(gating.riskScale()).texts(gating.blockReasons());
        Triggers triggers = verdict.triggers();
        latch(to, triggers.latency());
        latch(to, triggers.coverage());
        latch(to, triggers.kappa());
        latch(to, triggers.kappaDrop());
    }

    private static Outcome.Verdict readVerdict(WireIn from) {
        return new Outcome.Verdict(
                new FsmPosition(from.code(AcceptanceState.values()), from.integer32(), from.integer32()),
                from.maybeCode(AcceptanceState.values()),
                from.texts(),
                new Gating(from.real(), from.real(), from.texts()),
                new Triggers(readLatch(from), readLatch(from), readLatch(from), readLatch(from)));
    }

    private static void latch(WireOut to, Latch latch) {
        to.flag(latch.active()).number(latch.clean());
    }

    private static Latch readLatch(WireIn from) {
        return new Latch(from.flag(), from.integer32());
    }
}
