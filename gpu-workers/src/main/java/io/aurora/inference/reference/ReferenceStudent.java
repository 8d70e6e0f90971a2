package io.aurora.inference.reference;

import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.StudentWeights;
import java.util.Arrays;

/** One row of a student, step by step, in double precision. Not for several threads. */
public final class ReferenceStudent {
    private static final double SCALE_FLOOR = 1e-6;

    private final StudentWeights weights;
    private final double[][] h;
    private final double[][] c;

    /**
     * What a step gives, in units of {@code target_scale}.
     *
     * @param mean of the forecast
     * @param scale of its Student-t
     * @param df degrees of freedom
     * @param latentMean posterior means
     * @param latentSd posterior standard deviations
     */
    public record Step(double mean, double scale, double df, double[] latentMean, double[] latentSd) {}

    /** Starts with a recurrent state of zero. */
    public ReferenceStudent(StudentWeights weights) {
        this.weights = weights;
        h = new double[weights.layers().size()][weights.shape().hidden()];
        c = new double[weights.layers().size()][weights.shape().hidden()];
    }

    /** Takes one row of standardised features. */
    public Step step(double[] standardised) {
        double[] x = standardised;
        for (int i = 0; i < h.length; i++) {
            LstmLayer layer = weights.layers().get(i);
            double[][] next = ReferenceLayers.lstm(layer, x, h[i], c[i]);
            h[i] = next[0];
            c[i] = next[1];
            x = h[i];
        }
        double[] mean = ReferenceLayers.linear(weights.mu(), x);
        double[] sd = ReferenceLayers.linear(weights.logvar(), x);
        for (int j = 0; j < sd.length; j++) {
            sd[j] = StrictMath.exp(0.5 * sd[j]);
        }
        double[] a = ReferenceLayers.silu(ReferenceLayers.linear(weights.decoderIn(), mean));
        double[] law = ReferenceLayers.linear(weights.decoderOut(), ReferenceLayers.block(weights.decoderBlock(), a));
        return new Step(
                law[0],
                ReferenceLayers.softplus(law[1]) + SCALE_FLOOR,
                2.0 + ReferenceLayers.softplus(law[2]),
                mean,
                sd);
    }

    /** Hidden state of a layer after the last step. */
    public double[] h(int layer) {
        return Arrays.copyOf(h[layer], h[layer].length);
    }

    /** Cell state of a layer after the last step. */
    public double[] c(int layer) {
        return Arrays.copyOf(c[layer], c[layer].length);
    }
}
