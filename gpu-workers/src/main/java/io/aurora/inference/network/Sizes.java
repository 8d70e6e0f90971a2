package io.aurora.inference.network;

/** Checks of array sizes against what a network's shape asks for. */
final class Sizes {
    private Sizes() {}

    static void require(String name, float[] values, long expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "must have " + expected + " values: " + name + ".length=" + values.length);
        }
    }

    /** Refuses arrays that do not hold so many rows. */
    static void requireRows(int rows, String name, float[] values, int width) {
        if (rows < 1) {
            throw new IllegalArgumentException("must be >= 1: rows=" + rows);
        }
        if (values.length < (long) rows * width) {
            throw new IllegalArgumentException(
                    "must be >= " + (long) rows * width + ": " + name + ".length=" + values.length);
        }
    }

    static void requireShape(String name, Linear linear, int inputs, int outputs) {
        if (linear.inputs() != inputs || linear.outputs() != outputs) {
            throw new IllegalArgumentException("must be " + outputs + " x " + inputs + ": " + name + "="
                    + linear.outputs() + " x " + linear.inputs());
        }
    }
}
