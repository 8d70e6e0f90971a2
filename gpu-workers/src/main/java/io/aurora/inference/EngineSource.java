package io.aurora.inference;

/**
 * One device, on which engines are opened, each for its models; during a change of models two are open. Closed after its engines.
 *
 * <p>{@link #open} is called from threads of the worker, also while another engine of the device runs.
 */
public interface EngineSource extends AutoCloseable {
    /** The device, for people. */
    String description();

    /** Batches that all engines of the device take together at the same time, {@code >= 1}; more than one lets transfers overlap computing. */
    int parallelBatches();

    /**
     * Reads models and makes them resident.
     *
     * @throws io.aurora.inference.model.ModelFileException where a folder is refused
     * @throws EngineLostException where the device has gone
     */
    InferenceEngine open(ModelFolders folders);

    /** Gives the device back; a second call does nothing. */
    @Override
    void close();
}
