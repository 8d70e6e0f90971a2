package io.aurora.domain.risk;

import io.aurora.domain.check.Require;

/**
 * The ambiguity radius by regime, in units of return: {@code base meanAbs (1.5 in TRANS) (1 + 0.2 min(max(aci, 0), 2))}. A market in
 * transition, or more extreme than its history, is trusted less.
 */
public final class AmbiguityRadius {
    private static final double TRANS_FACTOR = 1.5;
    private static final double ACI_SLOPE = 0.2;
    private static final double ACI_CAP = 2.0;

    private AmbiguityRadius() {}

    /**
     * Radius eps.
     *
     * @param base share of the mean absolute return, at least 0: by default 0.02 with {@link Penalty#WASSERSTEIN}, 0.1 with {@link
     *     Penalty#PLAIN}
     * @param meanAbs mean absolute return over all scenarios and assets, at least 0
     * @param trans whether the regime is in transition
     * @param aci anomaly index, finite
     */
    public static double of(double base, double meanAbs, boolean trans, double aci) {
        Require.nonNegative("base", base);
        Require.nonNegative("meanAbs", meanAbs);
        Require.finite("aci", aci);
        double eps = base * meanAbs * (1.0 + ACI_SLOPE * Math.min(Math.max(aci, 0.0), ACI_CAP));
        return trans ? eps * TRANS_FACTOR : eps;
    }
}
