package io.aurora.inference.cpu;

/** Checks of what a net is called with. */
final class Inputs {
    private Inputs() {}

    static void require(int rows, String name, float[] values, int width) {
        if (rows < 1) {
            throw new IllegalArgumentException("must be >= 1: rows=" + rows);
        }
        if (values.length < (long) rows * width) {
            throw new IllegalArgumentException(
                    "must be >= " + (long) rows * width + ": " + name + ".length=" + values.length);
        }
    }
}
