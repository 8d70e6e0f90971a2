package io.aurora.inference.network;

/**
 * {@code y = W x + b}. The arrays are owned by the weights they are part of; nobody writes to them.
 *
 * @param inputs columns of W
 * @param outputs rows of W
 * @param weight W by rows, {@code outputs * inputs} values
 * @param bias b, {@code outputs} values
 */
public record Linear(int inputs, int outputs, float[] weight, float[] bias) {
    public Linear {
        Sizes.require("weight", weight, (long) inputs * outputs);
        Sizes.require("bias", bias, outputs);
    }
}
