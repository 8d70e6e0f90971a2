package io.aurora.domain.inference;

import io.aurora.domain.regime.RegimeProbabilities;
import java.util.Optional;
import java.util.OptionalDouble;

/** A forecaster with recurrent state for tests: the state is a decaying sum of the first feature. */
public final class DecayingLaw {
    private static final float KEPT = 0.9f;

    private DecayingLaw() {}

    /** Answers as the engine {@code cpu}. */
    public static InferenceResult of(InferenceRequest request) {
        return of(request, "cpu", 1.0);
    }

    /** @param weight tells one model from another */
    public static InferenceResult of(InferenceRequest request, String engine, double weight) {
        float[] checkpoint = request.recurrent().checkpoint();
        float state = checkpoint.length == 0 ? 0.0f : checkpoint[0];
        for (double[] since : request.recurrent().since()) {
            state = KEPT * state + (float) since[0];
        }
        state = KEPT * state + (float) request.features()[0];
        return new InferenceResult(
                1e-3 * weight * StrictMath.tanh(state),
                request.ewmaSigma(),
                5.0,
                OptionalDouble.of(0.3),
                new RegimeProbabilities(0.2, 0.3, 0.5),
                request.models(),
                engine,
                Optional.empty(),
                Optional.of(new float[] {state}));
    }
}
