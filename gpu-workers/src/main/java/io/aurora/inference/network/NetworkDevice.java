package io.aurora.inference.network;

/**
 * Where networks are computed: the processor, or one CUDA device. Every device follows {@code docs/inference-arithmetic.md}, so that the
 * bits of a row depend on the row and the weights alone.
 */
public interface NetworkDevice extends AutoCloseable {
    /** Recorded in decisions: {@code cpu}, {@code cuda}. */
    String name();

    /** For people: processor or chip, memory, threads. */
    String description();

    /** Calls of nets that may run at the same time, {@code >= 1}. */
    int parallelBatches();

    /** Makes a student resident; the caller closes it before the device. */
    StudentNet load(StudentWeights weights);

    /** Makes a router resident; the caller closes it before the device. */
    RouterNet load(RouterWeights weights);

    /** Gives everything back; a second call does nothing. */
    @Override
    void close();
}
