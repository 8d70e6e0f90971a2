package io.aurora.actors.symbol;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.InferenceResult.Fallback;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.BicRouter;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.HotRecurrence;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gets the forecast of the bar in flight: first the refit of the router where one is due, then the forecaster. With fall-back a bar
 * has an answer by the deadline; without, inference is asked until it answers. A refit is a function of its returns alone, so one that
 * does not come back in time is fitted here. Bars on which the built-in forecaster stood in are worked off by the model afterwards, so that
 * no later forecast has to wait for them. Owned by the actor and called in its thread.
 */
final class Forecasting {
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);

    private final ActorContext<Command> context;
    private final String symbol;
    private final SymbolNode node;
    private final FitCache fits = new FitCache();
    private final HotRecurrence hot = new HotRecurrence();
    private long tokens;
    private boolean catchingUp;

    Forecasting(ActorContext<Command> context, String symbol, SymbolNode node) {
        this.context = context;
        this.symbol = symbol;
        this.node = node;
    }

    /** Starts on a prepared bar. */
    void begin(BarInFlight bar, SymbolState state, Preparation.Ready ready) {
        boolean reset = ready.step().reset();
        if (reset) {
            fits.clear();
        }
        bar.prepared(ready, ready.request().map(request -> hot.nearest(request, reset)), nanos());
        ready.fitAhead().ifPresent(this::ask);
        if (bar.asksNothing()) {
            bar.answer(Optional.empty(), nanos());
        } else if (ready.fitDue().isPresent()) {
            route(bar, state, ready.fitDue().get());
        } else {
            forecast(bar, state);
        }
    }

    private void route(BarInFlight bar, SymbolState state, RouterFit due) {
        if (fits.has(due)) {
            bar.routed(fits.use(due), nanos());
            forecast(bar, state);
            return;
        }
        bar.waitForRouter();
        ask(due);
        if (state.profile().inferenceFallback()) {
            later(left(bar), new SymbolMessages.RouterLate(bar.nextToken(++tokens)));
        }
    }

    private void ask(RouterFit fit) {
        if (fits.ask(fit)) {
            this.<InferenceProtocol.Fitted>ask(
                    replyTo -> new InferenceProtocol.Fit(symbol, fit, replyTo),
                    node.actor().askTimeout(),
                    fitted -> new SymbolMessages.RouterFitted(fit, fitted));
        }
    }

    /** A refit came back, or did not. */
    void fitted(Optional<BarInFlight> inFlight, Optional<SymbolState> state, SymbolMessages.RouterFitted message) {
        Optional<BarInFlight> waiting = inFlight.filter(BarInFlight::waitsForRouter)
                .filter(bar ->
                        bar.ready().fitDue().filter(message.fit()::equals).isPresent());
        if (message.answer().isPresent()) {
            fits.fitted(message.fit(), message.answer().get().probabilities());
        } else {
            fits.failed(message.fit());
        }
        waiting.ifPresent(bar -> routeNow(bar, state.orElseThrow()));
    }

    /** The deadline came before the refit. */
    void routerLate(BarInFlight bar, SymbolState state, long token) {
        if (bar.waitsFor(token) && bar.waitsForRouter()) {
            routeNow(bar, state);
        }
    }

    private void routeNow(BarInFlight bar, SymbolState state) {
        RouterFit due = bar.ready().fitDue().orElseThrow();
        Optional<RegimeProbabilities> fitted = fits.has(due) ? fits.use(due) : BicRouter.fit(due.returns());
        bar.routed(fitted, nanos());
        forecast(bar, state);
    }

    private void forecast(BarInFlight bar, SymbolState state) {
        Optional<Fallback> standIn = bar.ready().standIn();
        if (standIn.isPresent()) {
            standIn(bar, standIn.get());
        } else {
            infer(bar, state);
        }
    }

    private void infer(BarInFlight bar, SymbolState state) {
        Duration wait =
                state.profile().inferenceFallback() ? left(bar) : node.actor().askTimeout();
        InferenceRequest request = bar.request();
        long token = bar.nextToken(++tokens);
        this.<InferenceProtocol.Answer>ask(
                replyTo -> new InferenceProtocol.Infer(request, wait.toMillis(), replyTo),
                wait,
                answer -> new SymbolMessages.Answered(token, answer));
    }

    /**
     * Asks inference and tells this actor the answer, or that there is none. The context's own ask would take a step on the JVM's common
     * pool for each answer, which on two cores is a new thread; this one tells from the thread that answered.
     */
    private <A> void ask(
            Function<ActorRef<A>, InferenceProtocol.Command> question,
            Duration wait,
            Function<Optional<A>, Command> message) {
        ActorRef<Command> self = context.getSelf();
        AskPattern.ask(
                        node.inference(),
                        question::apply,
                        wait,
                        context.getSystem().scheduler())
                .whenCompleteAsync(
                        (answer, failure) -> self.tell(message.apply(Optional.ofNullable(answer))), Runnable::run);
    }

    /** Inference answered, or the deadline passed. */
    void answered(BarInFlight bar, SymbolState state, SymbolMessages.Answered message) {
        if (!bar.waitsFor(message.token())) {
            return;
        }
        InferenceProtocol.Answer answer = message.answer().orElse(null);
        if (answer instanceof InferenceProtocol.Inferred inferred) {
            bar.answer(Optional.of(inferred.result()), nanos());
            return;
        }
        Fallback why = reason(answer);
        boolean fallback = state.profile().inferenceFallback();
        node.metrics().inferenceMissed(symbol, why, !fallback);
        if (fallback) {
            standIn(bar, why);
        } else {
            later(node.actor().retryPause(), new SymbolMessages.AskAgain(bar.nextToken(++tokens)));
        }
    }

    private static Fallback reason(InferenceProtocol.Answer answer) {
        if (answer == null) {
            return Fallback.DEADLINE;
        }
        return answer instanceof InferenceProtocol.Busy ? Fallback.BUSY : Fallback.FAILED;
    }

    /** The pause between two attempts is over. */
    void askAgain(BarInFlight bar, SymbolState state, long token) {
        if (bar.waitsFor(token)) {
            infer(bar, state);
        }
    }

    private void standIn(BarInFlight bar, Fallback why) {
        bar.answer(Optional.of(BuiltInForecaster.standIn(bar.request(), why)), nanos());
    }

    /** A decision is stored: what the engine answered is hot now. */
    void decided(SymbolEvent.BarDecided decided, SymbolState state, BarInFlight bar) {
        hot.decided(decided, state, bar.result().flatMap(InferenceResult::recurrent));
        if (bar.result().flatMap(InferenceResult::fallback).isPresent()) {
            catchUp(state);
        }
    }

    private void catchUp(SymbolState state) {
        Optional<HotRecurrence.CatchUp> next = catchingUp ? Optional.empty() : hot.behind(state);
        next.ifPresent(asked -> {
            catchingUp = true;
            Duration wait = node.actor().askTimeout();
            this.<InferenceProtocol.Answer>ask(
                    replyTo -> new InferenceProtocol.Infer(asked.request(), wait.toMillis(), replyTo),
                    wait,
                    answer -> new SymbolMessages.CaughtUp(asked, answer));
        });
    }

    /** A step of catching up has ended; one without an answer is tried again after the next bar without a forecast. */
    void caughtUp(SymbolState state, SymbolMessages.CaughtUp message) {
        catchingUp = false;
        if (message.answer().orElse(null) instanceof InferenceProtocol.Inferred inferred
                && inferred.result().recurrent().isPresent()) {
            hot.caughtUp(message.asked(), inferred.result().recurrent().get());
            catchUp(state);
        }
    }

    /** Settings, models or logic are others now. */
    void changed() {
        hot.forget();
    }

    /** After recovery nothing in memory counts. */
    void forget() {
        fits.clear();
        hot.forget();
    }

    private Duration left(BarInFlight bar) {
        Duration left = node.deadline().minusNanos(nanos() - bar.takenNanos());
        return left.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : left;
    }

    private void later(Duration delay, Command message) {
        context.scheduleOnce(delay, context.getSelf(), message);
    }

    private long nanos() {
        return node.nanos().getAsLong();
    }
}
