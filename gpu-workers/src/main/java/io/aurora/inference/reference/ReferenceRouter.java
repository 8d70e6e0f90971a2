package io.aurora.inference.reference;

import io.aurora.inference.network.RouterWeights;

/** A router in double precision. */
public final class ReferenceRouter {
    private final RouterWeights weights;
    private final double temperature;

    /**
     * Probabilities and what they are the softmax of.
     *
     * @param probabilities of AR, ARMA, GARCH
     * @param logits divided by the temperature
     */
    public record Answer(double[] probabilities, double[] logits) {}

    /** @param temperature in double precision; the weights hold it in single */
    public ReferenceRouter(RouterWeights weights, double temperature) {
        this.weights = weights;
        this.temperature = temperature;
    }

    /** Classifies one row of standardised features. */
    public Answer classify(double[] standardised) {
        double[] a = ReferenceLayers.linear(weights.in(), standardised);
        a = ReferenceLayers.silu(ReferenceLayers.norm(weights.norm(), a));
        a = ReferenceLayers.block(weights.first(), a);
        a = ReferenceLayers.block(weights.second(), a);
        double[] logits = ReferenceLayers.linear(weights.out(), a);
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logits.length; j++) {
            logits[j] /= temperature;
            most = Math.max(most, logits[j]);
        }
        double[] p = new double[logits.length];
        double sum = 0.0;
        for (int j = 0; j < p.length; j++) {
            p[j] = StrictMath.exp(logits[j] - most);
            sum += p[j];
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= sum;
        }
        return new Answer(p, logits);
    }
}
