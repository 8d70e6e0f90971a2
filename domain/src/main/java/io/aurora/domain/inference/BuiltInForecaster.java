package io.aurora.domain.inference;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The built-in EWMA forecaster (spec page 10, section 1): yhat = 0, sigma = the symbol's EWMA volatility, normal law. The regime
 * probabilities are the request's. It serves where no model is set and stands in where one does not answer.
 */
public final class BuiltInForecaster {
    public static final String ENGINE = "ewma";

    private BuiltInForecaster() {}

    /** Answers as the forecaster in charge. */
    public static InferenceResult forecast(InferenceRequest request) {
        return answer(request, Optional.empty());
    }

    /** Answers in place of a model that did not. */
    public static InferenceResult standIn(InferenceRequest request, InferenceResult.Fallback why) {
        return answer(request, Optional.of(why));
    }

    private static InferenceResult answer(InferenceRequest request, Optional<InferenceResult.Fallback> why) {
        return new InferenceResult(
                0.0,
                request.ewmaSigma(),
                Double.POSITIVE_INFINITY,
                OptionalDouble.empty(),
                request.probabilities(),
                request.models(),
                ENGINE,
                why,
                Optional.empty());
    }
}
