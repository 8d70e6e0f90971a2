package io.aurora.inference;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import java.util.List;

/**
 * What computes forecasts: one device, or one pool of processor cores. A function of the request alone: the same request gives the same
 * bits, whatever else is in the batch.
 *
 * <p>{@link #infer} is called from threads of the worker, by at most {@link #parallelBatches} at a time, never after {@link #close}.
 */
public interface InferenceEngine extends AutoCloseable {
    /** Short name recorded in decisions: {@code ewma}, {@code cpu}, {@code cuda}. */
    String name();

    /** Models it serves. */
    ModelIds models();

    /** Batches it takes at the same time, {@code >= 1}; more than one lets transfers overlap computing. */
    default int parallelBatches() {
        return 1;
    }

    /**
     * One step for each request.
     *
     * @param batch checked requests of different symbols, at least one
     * @return one answer a request, in their order
     * @throws EngineLostException where the device has gone and will not answer again
     */
    List<EngineAnswer> infer(List<InferenceRequest> batch);

    /** Gives its memory and device back; a second call does nothing. */
    @Override
    void close();
}
