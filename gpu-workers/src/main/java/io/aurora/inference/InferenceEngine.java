package io.aurora.inference;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import java.util.List;

/**
 * What computes forecasts by given models on a device. A function of the request alone: the same request gives the same bits, whatever
 * else is in the batch.
 *
 * <p>{@link #infer} is called from threads of the worker, never after {@link #close}.
 */
public interface InferenceEngine extends AutoCloseable {
    /** Short name recorded in decisions: {@code ewma}, {@code cpu}, {@code cuda}. */
    String name();

    /** Models it serves; it answers requests whose models these {@link ModelIds#cover cover}. */
    ModelIds models();

    /**
     * One step for each request.
     *
     * @param batch checked requests of different symbols, at least one, all with the same models, which it covers
     * @return one answer a request, in their order
     * @throws EngineLostException where the device has gone and will not answer again
     */
    List<EngineAnswer> infer(List<InferenceRequest> batch);

    /** Gives its memory back; a second call does nothing. */
    @Override
    void close();
}
