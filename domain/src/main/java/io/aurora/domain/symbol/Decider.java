package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.AcceptanceFsm;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.FsmStep;
import io.aurora.domain.acceptance.GuardFigures;
import io.aurora.domain.acceptance.GuardJudge;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.acceptance.Kappa;
import io.aurora.domain.conformal.IntervalStance;
import io.aurora.domain.conformal.NextInterval;
import io.aurora.domain.conformal.OpenForecast;
import io.aurora.domain.conformal.Settlement;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.settings.Profile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One decision in the making: settlement, interval, scores, guards, state machine and gating, in this order. Reads only. */
final class Decider {
    private static final double P95 = 0.95;

    private final SymbolState state;
    private final Profile profile;
    private final Preparation.Ready ready;
    private final MarketStep step;
    private final Bar bar;
    private final double latencyMs;
    private final Optional<Settlement> settlement;

    Decider(SymbolState state, Preparation.Ready ready, double latencyMs) {
        this.state = state;
        this.profile = state.profile;
        this.ready = ready;
        this.step = ready.step();
        this.bar = ready.offer().bar();
        this.latencyMs = latencyMs;
        boolean dropped = step.reset() || !step.fills().isEmpty();
        this.settlement = dropped
                ? Optional.empty()
                : state.open.map(open -> state.conformal.previewSettlement(profile.icp(), open, step.ret1()));
    }

    SymbolEvent.BarDecided decide(Optional<InferenceResult> result, long atMs) {
        Optional<Outcome.Certified> certified = result.map(this::certify);
        Outcome outcome = new Outcome(
                new Outcome.Placement(step.fills().size(), step.reset(), step.gap()),
                new Outcome.MarketFigures(step.aci(), step.aciEma().value(), step.trans()),
                settlement.map(s -> new Outcome.Settled(s.hit(), s.score(), s.surprisal())),
                certified,
                certified.map(this::verdict).orElseGet(this::warmup));
        return new SymbolEvent.BarDecided(
                SymbolEvent.LOGIC_VERSION, atMs, state.settingsDigest, inputs(result), outcome);
    }

    private BarInputs inputs(Optional<InferenceResult> result) {
        Offer offer = ready.offer();
        boolean store = state.models.recurrent() && (step.reset() || state.recurrent.checkpointDue());
        return new BarInputs(
                bar,
                offer.historical(),
                offer.receivedAtMs(),
                latencyMs,
                lagBars(),
                result.map(answer -> store ? answer : answer.withoutRecurrent()));
    }

    private OptionalDouble lagBars() {
        if (ready.offer().historical()) {
            return OptionalDouble.empty();
        }
        long length = state.spec.barLengthMs();
        return OptionalDouble.of((ready.offer().receivedAtMs() - bar.tsMs() - length) / (double) length);
    }

    private Outcome.Certified certify(InferenceResult result) {
        NextInterval next = state.conformal.previewForecast(
                profile.icp(),
                settlement,
                result.yhat(),
                result.sigma(),
                step.trans(),
                step.aciEma().value(),
                stance());
        Outcome.IntervalForecast forecast = priced(next);
        GuardFigures figures = figures(forecast.relWidth());
        GuardJudge judge = new GuardJudge(profile.guards(), profile.guards().relWidthSoft(state.spec.barLengthMs()));
        Outcome.Scores scores = scores(result, next, figures, judge);
        GuardSet soft = judge.soft(figures, scores.kappa(), lagBars());
        GuardSet hard = judge.hard(figures, scores.kappaPlus(), lagBars());
        AcceptanceState raw = fsm().raw(hard, scores.kappaPlus());
        return new Outcome.Certified(forecast, scores, soft, hard, judge.gate(figures), raw);
    }

    private IntervalStance stance() {
        OptionalDouble forced = ready.triggers().coverage().active()
                ? OptionalDouble.of(profile.icp().inflation().max())
                : OptionalDouble.empty();
        return new IntervalStance(state.riskMode.alphaTargetFactor(), state.riskMode.leastInflation(), forced);
    }

    private Outcome.IntervalForecast priced(NextInterval next) {
        return Outcome.IntervalForecast.at(
                bar.close(),
                next.yhat(),
                next.sigma(),
                new Outcome.Width(next.alpha(), next.alphaTarget(), next.q(), next.inflation()),
                next.lo(),
                next.hi());
    }

    private GuardFigures figures(double relWidth) {
        return new GuardFigures(
                settled(),
                settlement
                        .map(Settlement::coverageEma)
                        .orElseGet(() -> state.conformal.figures().coverageEma()),
                settlement
                        .map(Settlement::missStreak)
                        .orElseGet(() -> state.conformal.figures().missStreak()),
                state.latencies.quantileAfter(latencyMs, P95),
                settlement.isPresent()
                        ? OptionalDouble.of(settlement.get().surprisalP95())
                        : state.conformal.surprisalP95(profile.icp()),
                relWidth,
                state.widths.quantileAfter(relWidth, P95));
    }

    private long settled() {
        return settlement.map(Settlement::settled).orElseGet(state.conformal::settled);
    }

    private Outcome.Scores scores(InferenceResult result, NextInterval next, GuardFigures figures, GuardJudge judge) {
        double uState = result.latentRms().isPresent()
                ? Kappa.uStateStudent(result.latentRms().getAsDouble())
                : Kappa.uStatePlain(step.rvRatio());
        double uModel = Kappa.uModel(result.probabilities().toArray());
        double uForecast = Kappa.uForecast(
                next.hi() - next.lo(), step.rv60(), profile.icp().sigmaFloor());
        double kappa = Kappa.kappa(profile.kappa().weights(), uState, uModel, uForecast);
        double bcc = settlement.map(Settlement::bcc).orElseGet(state.conformal::bcc);
        double kappaPlus = Kappa.kappaPlus(profile.kappa(), kappa, bcc, judge.softHistory(figures));
        return new Outcome.Scores(
                figures.coverageEma(),
                figures.missStreak(),
                figures.surprisalP95(),
                figures.latencyP95(),
                figures.relWidthP95(),
                uState,
                uModel,
                uForecast,
                kappa,
                bcc,
                kappaPlus);
    }

    private AcceptanceFsm fsm() {
        return new AcceptanceFsm(profile.kappa(), profile.hysteresis());
    }

    private Outcome.Verdict warmup() {
        return new Outcome.Verdict(
                FsmPosition.START, Optional.empty(), List.of("warmup"), Gating.WARMUP, ready.triggers());
    }

    private Outcome.Verdict verdict(Outcome.Certified certified) {
        if (settled() < profile.guards().minSettled()) {
            return warmup();
        }
        FsmStep fsmStep = fsm().step(
                        state.position,
                        certified.soft(),
                        certified.hard(),
                        certified.scores().kappaPlus());
        return new Outcome.Verdict(
                fsmStep.position(),
                fsmStep.from(),
                fsmStep.reasons(),
                gating(certified, fsmStep.position().state()),
                ready.triggers());
    }

    private Gating gating(Outcome.Certified certified, AcceptanceState acceptance) {
        double base = state.spec.baseNotional() * state.riskMode.notionalFactor();
        Gating gating = Gating.of(profile.execution(), base, acceptance, certified.gate(), certified.hard());
        if (ready.triggers().kappa().active()) {
            gating = gating.halved();
        }
        boolean held = state.hold.isPresent() || ready.triggers().kappaDrop().active();
        return held ? gating.blocked("hold") : gating;
    }

    /** The forecast that a recorded interval leaves open, rebuilt from what was recorded. */
    static OpenForecast openForecast(Outcome.IntervalForecast forecast, boolean trans) {
        double half = forecast.qHat() * forecast.sigma() * forecast.inflation();
        return new OpenForecast(
                forecast.yhat(),
                forecast.sigma(),
                forecast.inflation(),
                forecast.yhat() - half,
                forecast.yhat() + half,
                forecast.alphaTarget(),
                trans);
    }
}
