package io.aurora.domain.audit;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import java.util.Optional;
import java.util.function.Function;

/** Trained models at hand, by which an audit derives forecasts again. */
@FunctionalInterface
public interface ModelForecasts {
    /** No model at hand. */
    ModelForecasts NONE = models -> Optional.empty();

    /** What answers for these models, a request without a forecast with nothing; absent where they are not at hand. */
    Optional<Function<InferenceRequest, Optional<InferenceResult>>> of(ModelIds models);
}
