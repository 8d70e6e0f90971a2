package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * Inference on a node.
 *
 * @param engine engine asked for
 * @param maxBatch requests in one batch
 * @param maxWait longest wait for a batch to fill
 * @param deadline longest wait for an answer
 * @param queue requests that wait
 * @param workers threads of each worker, for batches and refits; 0: as many as its device takes batches at a time
 * @param threads threads of the CPU engine; 0: as many as the machine has processors
 * @param parityEvery one answer in so many is computed again on the CPU and compared; 0: none
 * @param modelsDir folder below which a reload may find models; absent: none but those of {@code student} and {@code router}
 * @param student folder of the trained student; absent: EWMA forecaster
 * @param router folder of the trained router; absent: BIC router
 */
public record InferenceSettings(
        Engine engine,
        int maxBatch,
        Duration maxWait,
        Duration deadline,
        int queue,
        int workers,
        int threads,
        int parityEvery,
        Optional<String> modelsDir,
        Optional<String> student,
        Optional<String> router) {
    private static final int MAX_WORKERS = 64;
    private static final int MAX_THREADS = 1024;

    /** Engine asked for. */
    public enum Engine {
        AUTO,
        CPU,
        CUDA
    }

    public InferenceSettings {
        Require.atLeast("max_batch", maxBatch, 1);
        Check.positive("max_wait", maxWait);
        Check.ordered("max_wait", maxWait, "deadline", deadline);
        Require.atLeast("queue", queue, 1);
        Check.within("workers", workers, 0, MAX_WORKERS);
        Check.within("threads", threads, 0, MAX_THREADS);
        Require.atLeast("parity_every", parityEvery, 0);
    }
}
