package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.BarClock;
import io.aurora.domain.market.BarPlacement;
import io.aurora.domain.market.BarValidator;
import io.aurora.domain.market.Refusal;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one way from an offered bar to a decision and to the next state. {@link #prepare} and {@link #decide} read only; {@link #apply}
 * is the only thing that changes a state, and an event is all it needs. Actor, replay and audit use these and nothing else, so equal
 * inputs give equal bits.
 */
public final class SymbolFold {
    private SymbolFold() {}

    /** The event that opens a symbol. */
    public static SymbolEvent.SymbolOpened open(SymbolSpec spec, Profile profile, long atMs) {
        return new SymbolEvent.SymbolOpened(
                SymbolEvent.LOGIC_VERSION, atMs, spec, profile, CanonicalSettings.digest(profile));
    }

    /** Reads: refuses an offered bar, or says what to ask the forecaster for it. */
    public static Preparation prepare(SymbolState state, Offer offer) {
        Optional<Refusal> refusal = BarValidator.check(state.spec.name(), offer.bar());
        if (refusal.isPresent()) {
            return new Preparation.Refused(refusal.get());
        }
        Optional<Bar> last = state.last.map(decided -> decided.inputs().bar());
        OptionalLong lastTs = last.isPresent() ? OptionalLong.of(last.get().tsMs()) : OptionalLong.empty();
        BarClock clock = BarClock.of(state.spec, state.profile.maxGapFill());
        BarPlacement placement = clock.place(lastTs, offer.bar().tsMs(), offer.liveReceiptMs());
        if (placement instanceof BarPlacement.Refused refused) {
            return new Preparation.Refused(refused.reason());
        }
        if (placement instanceof BarPlacement.Duplicate) {
            return new Preparation.Duplicate(!offer.bar().sameValues(last.orElseThrow()));
        }
        if (placement instanceof BarPlacement.Late) {
            return new Preparation.Late();
        }
        BarPlacement.Accepted accepted = (BarPlacement.Accepted) placement;
        List<Bar> fills = fills(state, accepted.filled(), clock);
        return state.market
                .step(fills, offer.bar(), accepted.reset(), accepted.gap())
                .<Preparation>map(step -> ready(state, offer, step))
                .orElseGet(() -> new Preparation.Refused(Refusal.OUT_OF_RANGE));
    }

    private static Preparation.Ready ready(SymbolState state, Offer offer, MarketStep step) {
        if (!step.ready()) {
            return new Preparation.Ready(
                    offer,
                    step,
                    lastTriggers(state),
                    Optional.empty(),
                    Optional.empty(),
                    RouterPlan.ahead(state, step),
                    Optional.empty());
        }
        Triggers triggers = state.lastCertified
                .map(last -> TriggerJudge.judge(state.profile, last, state.kappaPlus))
                .orElse(Triggers.OFF);
        Optional<RouterFit> due = RouterPlan.due(state, step);
        InferenceRequest request = new InferenceRequest(
                state.spec.name(),
                offer.bar().tsMs(),
                step.features(),
                step.reset() ? RecurrentMemory.ZERO.input() : state.recurrent.input(),
                step.ewmaSigma(),
                RouterPlan.probabilities(state, step),
                state.models);
        Optional<InferenceResult.Fallback> standIn =
                triggers.latency().active() ? Optional.of(InferenceResult.Fallback.TRIGGER) : Optional.empty();
        return new Preparation.Ready(
                offer, step, triggers, Optional.of(request), standIn, RouterPlan.ahead(state, step), due);
    }

    private static Triggers lastTriggers(SymbolState state) {
        return state.last.map(last -> last.outcome().verdict().triggers()).orElse(Triggers.OFF);
    }

    private static List<Bar> fills(SymbolState state, int count, BarClock clock) {
        if (count == 0) {
            return List.of();
        }
        Bar last = state.last.orElseThrow().inputs().bar();
        List<Bar> fills = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fills.add(clock.filled(state.spec.name(), last.tsMs(), last.close(), i));
        }
        return fills;
    }

    /**
     * Reads: the decision on a prepared bar.
     *
     * @param ready what {@link #prepare} made of the bar in this very state
     * @param result the forecaster's answer; absent exactly where the preparation asks nothing
     * @param latencyMs from taking the bar up to the answer, milliseconds
     * @param atMs when it is decided, epoch milliseconds
     */
    public static SymbolEvent.BarDecided decide(
            SymbolState state, Preparation.Ready ready, Optional<InferenceResult> result, double latencyMs, long atMs) {
        if (result.isPresent() != ready.request().isPresent()) {
            throw new IllegalArgumentException(
                    "an answer is needed where one is asked for: result=" + result + ", request=" + ready.request());
        }
        return new Decider(state, ready, latencyMs).decide(result, atMs);
    }

    /** Changes the state by an event; reads neither clock nor configuration. */
    public static void apply(SymbolState state, SymbolEvent event) {
        if (event instanceof SymbolEvent.BarDecided decided) {
            applyBar(state, decided);
        } else if (event instanceof SymbolEvent.SettingsChanged changed) {
            applySettings(state, changed);
        } else if (event instanceof SymbolEvent.ModelAdopted adopted) {
            state.models = adopted.models();
            state.recurrent = RecurrentMemory.ZERO;
        } else if (event instanceof SymbolEvent.RiskModeChanged changed) {
            state.riskMode = changed.mode();
        } else if (event instanceof SymbolEvent.Held held) {
            state.hold = Optional.of(held);
        } else if (event instanceof SymbolEvent.Released) {
            state.hold = Optional.empty();
        } else {
            throw new IllegalArgumentException("opens or replaces a state, cannot be applied to one: "
                    + event.getClass().getSimpleName());
        }
    }

    /** The state after {@code event}: a new one where it opens or replaces the state, else {@code state} itself, changed. */
    public static SymbolState next(Optional<SymbolState> state, SymbolEvent event) {
        if (event instanceof SymbolEvent.SymbolOpened opened) {
            return SymbolState.opened(opened);
        }
        if (event instanceof SymbolEvent.LogicAdopted adopted) {
            return SymbolState.of(adopted.state());
        }
        SymbolState present = state.orElseThrow(() -> new IllegalArgumentException(
                "the first event opens the symbol: " + event.getClass().getSimpleName()));
        apply(present, event);
        return present;
    }

    private static void applySettings(SymbolState state, SymbolEvent.SettingsChanged changed) {
        Profile to = changed.profile();
        state.market = state.market.withSettings(to.regime());
        state.conformal = state.conformal.withSettings(
                state.profile.icp(), to.icp(), to.kappa().bcc());
        state.latencies = state.latencies.resized(to.guards().latencyWindow());
        state.widths = state.widths.resized(to.guards().widthWindow());
        state.profile = to;
        state.settingsDigest = changed.settingsDigest();
    }

    private static void applyBar(SymbolState state, SymbolEvent.BarDecided decided) {
        Outcome outcome = decided.outcome();
        advance(state, decided);
        settle(state, decided);
        outcome.certified().ifPresent(certified -> open(state, decided, certified));
        FsmPosition position = outcome.verdict().position();
        state.position = position;
        state.counts = counted(state.counts, decided);
        state.last = Optional.of(decided);
    }

    private static void settle(SymbolState state, SymbolEvent.BarDecided decided) {
        if (decided.outcome().settled().isPresent()) {
            state.conformal.settle(state.profile.icp(), state.open.orElseThrow(), state.market.lastReturn());
        }
        state.open = Optional.empty();
    }

    private static void advance(SymbolState state, SymbolEvent.BarDecided decided) {
        Outcome outcome = decided.outcome();
        Bar bar = decided.inputs().bar();
        if (outcome.placement().reset()) {
            state.market = new MarketState(state.profile.regime());
            state.router = RouterState.START;
            state.recurrent = RecurrentMemory.ZERO;
        }
        BarClock clock = BarClock.of(state.spec, state.profile.maxGapFill());
        for (Bar fill : fills(state, outcome.placement().filled(), clock)) {
            state.market.advance(List.of(fill));
            state.router = state.router.withReturn(state.market.returnCount(), state.profile.regime());
        }
        long before = state.market.returnCount();
        state.market.advance(bar, outcome.market().aci());
        state.router = state.router.withAcceptedBar(state.profile.regime());
        if (state.market.returnCount() > before) {
            state.router = state.router.withReturn(state.market.returnCount(), state.profile.regime());
        }
    }

    private static void open(SymbolState state, SymbolEvent.BarDecided decided, Outcome.Certified certified) {
        InferenceResult result = decided.inputs().inference().orElseThrow();
        Outcome.IntervalForecast forecast = certified.forecast();
        state.open = Optional.of(
                Decider.openForecast(forecast, decided.outcome().market().trans()));
        state.conformal.opened(forecast.alpha(), forecast.alphaTarget(), forecast.inflation());
        state.latencies.push(decided.inputs().latencyMs());
        state.widths.push(forecast.relWidth());
        state.kappaPlus.push(certified.scores().kappaPlus());
        state.router = state.router.with(result.probabilities());
        if (state.models.recurrent()) {
            state.recurrent = result.recurrent()
                    .map(RecurrentMemory::at)
                    .orElseGet(() -> state.recurrent.withBar(state.market.features()));
        }
        state.lastCertified = Optional.of(decided);
    }

    private static SymbolState.Counts counted(SymbolState.Counts counts, SymbolEvent.BarDecided decided) {
        Outcome.Placement placement = decided.outcome().placement();
        boolean uniform = decided.inputs()
                .inference()
                .filter(result -> result.probabilities().equals(RouterState.START.probabilities()))
                .isPresent();
        return new SymbolState.Counts(
                counts.accepted() + 1,
                counts.filled() + placement.filled(),
                counts.gaps() + (placement.gap() ? 1 : 0),
                counts.resets() + (placement.reset() ? 1 : 0),
                counts.uniform() + (uniform ? 1 : 0));
    }
}
