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
 * @param workers workers of this node; 0: one a device or CPU pool
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
        Optional<String> student,
        Optional<String> router) {
    private static final int MAX_WORKERS = 64;

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
    }
}
