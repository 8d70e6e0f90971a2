package io.aurora.http.port;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The inference workers of the cluster. */
@FunctionalInterface
public interface Forecasts {
    /** A forecast, or why there is none. */
    sealed interface Reply permits Given, Missing {}

    record Given(InferenceResult result) implements Reply {}

    /** {@code reason} is {@code busy}, {@code late}, or what the engine said. */
    record Missing(String reason) implements Reply {}

    /** Asks for one step, for at most {@code limit}. */
    CompletionStage<Reply> forecast(InferenceRequest request, Duration limit);
}
