package io.aurora.inference.network;

import io.aurora.domain.check.Require;
import io.aurora.domain.features.FeatureSchema;

/**
 * Size of a router (spec page 20, section 1).
 *
 * @param hidden width of its blocks, {@code 1..8192}
 */
public record RouterShape(int hidden) {
    /** Standardised features of one row. */
    public static final int INPUT = FeatureSchema.DIMENSION;

    /** Regimes: AR, ARMA, GARCH. */
    public static final int CLASSES = 3;

    /** Output of a row: three probabilities, then the three logits divided by the temperature. */
    public static final int OUTPUT = 2 * CLASSES;

    private static final int MAX_HIDDEN = 8192;

    public RouterShape {
        Require.within("hidden", hidden, 1, MAX_HIDDEN);
    }

    /**
     * Checks what a classification is called with.
     *
     * @throws IllegalArgumentException where an array does not hold so many rows; it names which
     */
    public void requireRows(int rows, float[] x, float[] out) {
        Sizes.requireRows(rows, "x", x, INPUT);
        Sizes.requireRows(rows, "out", out, OUTPUT);
    }
}
