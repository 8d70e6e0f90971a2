package io.aurora.inference.network;

/** A student resident on a device. May be called by as many threads as the device takes batches at a time. */
public interface StudentNet extends AutoCloseable {
    StudentShape shape();

    /**
     * One step of each row. A value that is not finite in a row spoils that row only.
     *
     * @param rows {@code >= 1}
     * @param x standardised features, {@code rows * INPUT} values, row by row
     * @param state recurrent state, {@code rows * stateLength} values, replaced by the new one
     * @param out {@code rows * outputLength} values, written
     * @throws io.aurora.inference.EngineLostException where the device has gone
     */
    void step(int rows, float[] x, float[] state, float[] out);

    @Override
    void close();
}
