package io.aurora.inference.network;

/**
 * Layer normalisation with {@link Arithmetic#NORM_EPS}.
 *
 * @param gamma factor of each value
 * @param beta added to each value
 */
public record LayerNorm(float[] gamma, float[] beta) {
    public LayerNorm {
        Sizes.require("beta", beta, gamma.length);
    }

    /** Values it takes. */
    public int width() {
        return gamma.length;
    }
}
