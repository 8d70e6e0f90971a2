package io.aurora.domain.conformal;

import io.aurora.domain.statistics.Gaussian;

/**
 * Ranks and tail shares that tie scores to miscoverage (split conformal prediction: Vovk, Gammerman and Shafer 2005; Lei et al. 2018).
 */
public final class ConformalRank {
    /** Keeps a product that is whole on paper, say {@code 250 * 0.824}, from being rounded up to the next rank. */
    static final double WHOLE = 1e-9;

    private ConformalRank() {}

    /**
     * Rank of the conformal quantile: {@code k = ceil((n+1)(1-alpha) - 1e-9)} clamped to [1, n].
     *
     * @param n scores, at least 1
     * @param alpha miscoverage
     */
    public static int of(int n, double alpha) {
        if (n < 1) {
            throw new IllegalArgumentException("must be >= 1: n=" + n);
        }
        int k = (int) Math.ceil((n + 1) * (1.0 - alpha) - WHOLE);
        return Math.min(n, Math.max(1, k));
    }

    /** Two-sided normal tail {@code 2 (1 - Phi(u))}: the miscoverage an interval of half width {@code u} sigma would have. */
    public static double normalTail(double u) {
        return 2.0 * (1.0 - Gaussian.cdf(u));
    }

    /** Two-sided normal quantile {@code z_{1-alpha/2}}, in units of sigma. */
    public static double normalQuantile(double alpha) {
        return Gaussian.quantile(1.0 - alpha / 2.0);
    }

    /**
     * Largest miscoverage at which the interval would still have held the outcome: {@code 1 - #{scores < u} / (n+1)}; before
     * {@code coldNormal} scores {@code 2 (1 - Phi(u))}.
     *
     * @param u distance of the outcome in units of the scale the interval is drawn with
     */
    public static double tailShare(Scores scores, double u, int coldNormal) {
        int n = scores.size();
        return n < coldNormal ? normalTail(u) : 1.0 - scores.countBelow(u) / (double) (n + 1);
    }
}
