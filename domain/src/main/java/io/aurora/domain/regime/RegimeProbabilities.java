package io.aurora.domain.regime;

import io.aurora.domain.check.Require;

/**
 * Probabilities of the regimes: each in [0, 1], their sum within 1e-9 of 1; anything else, NaN included, is refused.
 *
 * @param ar autoregression
 * @param arma autoregression with a moving average
 * @param garch changing variance
 */
public record RegimeProbabilities(double ar, double arma, double garch) {
    private static final double SUM_TOLERANCE = 1e-9;
    private static final RegimeProbabilities UNIFORM = new RegimeProbabilities(1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0);

    public RegimeProbabilities {
        Require.within("p_ar", ar, 0.0, 1.0);
        Require.within("p_arma", arma, 0.0, 1.0);
        Require.within("p_garch", garch, 0.0, 1.0);
        double sum = ar + arma + garch;
        Require.within("p_ar + p_arma + p_garch", sum, 1.0 - SUM_TOLERANCE, 1.0 + SUM_TOLERANCE);
    }

    /** One third each: what stands before the first fit and where a fit is undefined. */
    public static RegimeProbabilities uniform() {
        return UNIFORM;
    }

    /** The likeliest regime; the first of several equally likely ones. */
    public Regime regime() {
        if (ar >= arma && ar >= garch) {
            return Regime.AR;
        }
        return arma >= garch ? Regime.ARMA : Regime.GARCH;
    }

    /** AR, ARMA, GARCH. */
    public double[] toArray() {
        return new double[] {ar, arma, garch};
    }

    /** Probability of the likeliest regime. */
    public double max() {
        return Math.max(ar, Math.max(arma, garch));
    }
}
