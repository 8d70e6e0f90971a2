package io.aurora.inference.model;

/** Where the weights of a network come from: a file, a generator. */
@FunctionalInterface
public interface TensorSource {
    /**
     * Values of one tensor, row by row; asked once for each tensor of a network, in the order of the file.
     *
     * @param name as in {@code weights.safetensors}
     * @param shape lengths of its axes; outputs first
     */
    float[] values(String name, int... shape);
}
