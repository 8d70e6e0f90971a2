package io.aurora.domain.audit;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.BicRouter;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.Preparation;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers a prepared bar in the caller's thread, as a node's workers do: a due refit of the BIC router is computed first, then the
 * forecaster is asked. Same inputs, same bits.
 */
public final class LocalForecaster {
    private final Function<InferenceRequest, InferenceResult> forecaster;

    /** @param forecaster answers each request, or throws where it cannot */
    public LocalForecaster(Function<InferenceRequest, InferenceResult> forecaster) {
        this.forecaster = forecaster;
    }

    /** The built-in EWMA forecaster. */
    public static LocalForecaster builtIn() {
        return new LocalForecaster(BuiltInForecaster::forecast);
    }

    /** The answer to a prepared bar; absent where it asks nothing. */
    public Optional<InferenceResult> answer(Preparation.Ready ready) {
        return answer(ready, ready.request());
    }

    /**
     * The answer to a prepared bar.
     *
     * @param request the bar's own, or the same from a nearer recurrent state
     */
    public Optional<InferenceResult> answer(Preparation.Ready ready, Optional<InferenceRequest> request) {
        return request.map(asked -> routed(ready, asked))
                .map(routed -> ready.standIn()
                        .map(why -> BuiltInForecaster.standIn(routed, why))
                        .orElseGet(() -> forecaster.apply(routed)));
    }

    /** The request with the probabilities of the refit that is due with its bar, where one is. */
    static InferenceRequest routed(Preparation.Ready ready, InferenceRequest request) {
        return ready.fitDue().map(LocalForecaster::fitted).map(request::with).orElse(request);
    }

    /** Result of a refit; one third each where a fit is undefined. */
    public static RegimeProbabilities fitted(RouterFit fit) {
        return BicRouter.fit(fit.returns()).orElseGet(RegimeProbabilities::uniform);
    }
}
