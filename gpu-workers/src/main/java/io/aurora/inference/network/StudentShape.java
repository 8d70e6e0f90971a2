package io.aurora.inference.network;

import io.aurora.domain.check.Require;
import io.aurora.domain.features.FeatureSchema;

/**
 * Sizes of a student (DSSM at inference, spec page 20, section 1).
 *
 * @param layers LSTM layers, {@code 1..16}
 * @param hidden units a layer, {@code 1..8192}
 * @param latent dimensions of the latent state, {@code 1..1024}
 */
public record StudentShape(int layers, int hidden, int latent) {
    /** Standardised features of one row. */
    public static final int INPUT = FeatureSchema.DIMENSION;

    /** Parameters of the forecast's Student-t in an output row: mean, scale, degrees of freedom. */
    public static final int LAW = 3;

    private static final int MAX_LAYERS = 16;
    private static final int MAX_HIDDEN = 8192;
    private static final int MAX_LATENT = 1024;

    public StudentShape {
        Require.within("layers", layers, 1, MAX_LAYERS);
        Require.within("hidden", hidden, 1, MAX_HIDDEN);
        Require.within("latent", latent, 1, MAX_LATENT);
    }

    /** Values that layer {@code layer} reads a step: the features, or the hidden state of the layer below. */
    public int inputOf(int layer) {
        return layer == 0 ? INPUT : hidden;
    }

    /** Recurrent state of a row: for each layer its h, then its c. */
    public int stateLength() {
        return 2 * layers * hidden;
    }

    /** Output of a row: mean, scale and df in units of {@code target_scale}, the latent's means, its standard deviations. */
    public int outputLength() {
        return LAW + 2 * latent;
    }

    /**
     * Checks what a step is called with.
     *
     * @throws IllegalArgumentException where an array does not hold so many rows; it names which
     */
    public void requireRows(int rows, float[] x, float[] state, float[] out) {
        Sizes.requireRows(rows, "x", x, INPUT);
        Sizes.requireRows(rows, "state", state, stateLength());
        Sizes.requireRows(rows, "out", out, outputLength());
    }
}
