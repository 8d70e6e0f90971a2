package io.aurora.inference.network;

/** A router resident on a device. May be called by as many threads as the device takes batches at a time. */
public interface RouterNet extends AutoCloseable {
    RouterShape shape();

    /**
     * Classifies each row. A value that is not finite in a row spoils that row only.
     *
     * @param rows {@code >= 1}
     * @param x standardised features, {@code rows * INPUT} values, row by row
     * @param out {@code rows * OUTPUT} values, written
     * @throws io.aurora.inference.EngineLostException where the device has gone
     */
    void classify(int rows, float[] x, float[] out);

    @Override
    void close();
}
