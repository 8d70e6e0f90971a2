package io.aurora.actors.symbol;

import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.Preparation;
import java.util.Optional;

/** The one bar a symbol is deciding on, from its taking up to its answer. Owned by the actor. */
final class BarInFlight {
    private final OfferBar command;
    private final long takenNanos;
    private Preparation.Ready ready;
    private Optional<InferenceRequest> request = Optional.empty();
    private boolean waitsForRouter;
    private boolean answered;
    private Optional<InferenceResult> result = Optional.empty();
    private long token;
    private long preparedNanos;
    private long routedNanos;
    private long answeredNanos;
    private long decidedNanos;

    BarInFlight(OfferBar command, long takenNanos) {
        this.command = command;
        this.takenNanos = takenNanos;
    }

    OfferBar command() {
        return command;
    }

    long takenNanos() {
        return takenNanos;
    }

    Preparation.Ready ready() {
        return ready;
    }

    void prepared(Preparation.Ready prepared, Optional<InferenceRequest> ask, long nowNanos) {
        ready = prepared;
        request = ask;
        preparedNanos = nowNanos;
        routedNanos = nowNanos;
        answeredNanos = nowNanos;
    }

    /** What inference is asked, regime probabilities included once they are known. */
    InferenceRequest request() {
        return request.orElseThrow();
    }

    boolean asksNothing() {
        return request.isEmpty();
    }

    boolean waitsForRouter() {
        return waitsForRouter;
    }

    void waitForRouter() {
        waitsForRouter = true;
    }

    /** The refit's result; uniform where the fit is undefined. */
    void routed(Optional<RegimeProbabilities> fitted, long nowNanos) {
        request = Optional.of(request().with(fitted.orElseGet(RegimeProbabilities::uniform)));
        waitsForRouter = false;
        routedNanos = nowNanos;
        answeredNanos = nowNanos;
    }

    void answer(Optional<InferenceResult> given, long nowNanos) {
        result = given;
        answered = true;
        answeredNanos = nowNanos;
    }

    /** Whether everything that the decision needs is here. */
    boolean decidable() {
        return answered;
    }

    Optional<InferenceResult> result() {
        return result;
    }

    /** From taking the bar up to its answer. */
    double latencyMs() {
        return (answeredNanos - takenNanos) / 1e6;
    }

    void decided(long nowNanos) {
        decidedNanos = nowNanos;
    }

    SymbolMetrics.Stages stages(long nowNanos) {
        return new SymbolMetrics.Stages(
                preparedNanos - takenNanos,
                routedNanos - preparedNanos,
                answeredNanos - routedNanos,
                decidedNanos - answeredNanos,
                nowNanos - decidedNanos);
    }

    /** A new step begins to be waited for; earlier tokens are void. */
    long nextToken(long unused) {
        token = unused;
        return token;
    }

    boolean waitsFor(long given) {
        return token == given && !answered;
    }
}
