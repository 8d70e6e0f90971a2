package io.aurora.inference;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs batches of one and of the largest size on a fresh engine, so that code is compiled and memory is there before the first symbol
 * asks; a model that gives no forecast for features of zero is refused. The batches are work like any other's and hold up nobody for longer
 * than one of them takes.
 */
final class WarmUp {
    /** Name in its requests. */
    static final String SYMBOL = "warm-up";

    private static final int ROUNDS = 8;
    private static final double SIGMA = 0.01;

    private WarmUp() {}

    static CompletableFuture<Void> of(InferenceEngine engine, int maxBatch, Executor executor) {
        InferenceRequest request = request(engine.models());
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (int round = 0; round < ROUNDS; round++) {
            done = done.thenRunAsync(() -> run(engine, List.of(request)), executor)
                    .thenRunAsync(() -> run(engine, Collections.nCopies(maxBatch, request)), executor);
        }
        return done;
    }

    /** A request of the kind that symbols make, from zero recurrent state. */
    static InferenceRequest request(ModelIds models) {
        return new InferenceRequest(
                SYMBOL,
                0L,
                new double[FeatureSchema.DIMENSION],
                RecurrentInput.ZERO,
                SIGMA,
                RegimeProbabilities.uniform(),
                models);
    }

    private static void run(InferenceEngine engine, List<InferenceRequest> batch) {
        BatchRun.of(engine, batch).forEach(answer -> {
            if (answer instanceof EngineAnswer.Refused refused) {
                throw new IllegalStateException("the model gives no forecast in its warm-up: " + refused.reason());
            }
        });
    }
}
