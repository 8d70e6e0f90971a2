package io.aurora.inference;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.RecurrentInput;
import java.util.Optional;

/**
 * Keeps poison out of batches and out of answers: a value that is not finite, or a row of another length, is named before an engine sees
 * it, and an answer that is not finite never leaves the worker.
 */
final class RequestCheck {
    private RequestCheck() {}

    /** What is wrong with a request; empty where an engine may have it. */
    static Optional<String> poison(InferenceRequest request) {
        return row("features", request.features())
                .or(() -> sigma("ewma_sigma", request.ewmaSigma()))
                .or(() -> recurrent(request.recurrent()));
    }

    /** What is wrong with an answer; an infinite {@code nu} is the normal law. */
    static Optional<String> poison(InferenceResult result) {
        return sigma("sigma", result.sigma()).or(() -> result.recurrent().flatMap(state -> finite("recurrent", state)));
    }

    private static Optional<String> recurrent(RecurrentInput input) {
        for (double[] since : input.since()) {
            Optional<String> bad = row("recurrent.since", since);
            if (bad.isPresent()) {
                return bad;
            }
        }
        return finite("recurrent.checkpoint", input.checkpoint());
    }

    private static Optional<String> row(String name, double[] values) {
        if (values.length != FeatureSchema.DIMENSION) {
            return Optional.of("must have " + FeatureSchema.DIMENSION + " values: " + name + "=" + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return Optional.of("must be finite: " + name + "[" + i + "]=" + values[i]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return Optional.of("must be finite: " + name + "[" + i + "]=" + values[i]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sigma(String name, double value) {
        return Double.isFinite(value) && value >= 0.0
                ? Optional.empty()
                : Optional.of("must be finite and >= 0: " + name + "=" + value);
    }
}
