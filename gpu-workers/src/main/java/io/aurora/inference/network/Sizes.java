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

    static void requireShape(String name, Linear linear, int inputs, int outputs) {
        if (linear.inputs() != inputs || linear.outputs() != outputs) {
            throw new IllegalArgumentException("must be " + outputs + " x " + inputs + ": " + name + "="
                    + linear.outputs() + " x " + linear.inputs());
        }
    }
}
