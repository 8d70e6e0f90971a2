package io.aurora.inference;

import io.aurora.config.InferenceSettings;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import java.time.Duration;
import java.util.Optional;

/** Requests and settings for tests. */
public final class Requests {
    private Requests() {}

    /** A sound request; the bar's time tells it from others. */
    public static InferenceRequest at(long barTsMs) {
        return with(barTsMs, new double[FeatureSchema.DIMENSION], 0.01);
    }

    public static InferenceRequest with(long barTsMs, double[] features, double sigma) {
        return new InferenceRequest(
                "BTC-USDT",
                barTsMs,
                features,
                RecurrentInput.ZERO,
                sigma,
                RegimeProbabilities.uniform(),
                ModelIds.BUILT_IN);
    }

    public static InferenceSettings settings(int maxBatch, int queue) {
        return settings(maxBatch, queue, 0);
    }

    /** With one answer in {@code parityEvery} computed again. */
    public static InferenceSettings settings(int maxBatch, int queue, int parityEvery) {
        return new InferenceSettings(
                InferenceSettings.Engine.AUTO,
                maxBatch,
                Duration.ofMillis(1),
                Duration.ofMillis(50),
                queue,
                0,
                1,
                parityEvery,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
