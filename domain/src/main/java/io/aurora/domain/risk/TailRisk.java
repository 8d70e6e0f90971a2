package io.aurora.domain.risk;

import io.aurora.domain.statistics.Selection;

/**
 * VaR and expected shortfall of equally likely losses (Rockafellar and Uryasev, 2000, "Optimization of conditional value-at-risk"):
 * {@code ES = min over t of t + mean(max(L - t, 0)) / alpha}, and t its smallest minimiser, the (floor(alpha n) + 1)-th largest loss. With
 * {@code alpha n < 1} that is the largest loss. Ties need no rule: equal losses give the same t. Expected O(n), in place.
 */
final class TailRisk {
    private TailRisk() {}

    /** The order statistic; reorders {@code scratch[0..n)}. */
    static double valueAtRisk(double[] scratch, int n, double alpha) {
        int rank = Math.min(n - 1, (int) (alpha * n));
        return Selection.kthLargest(scratch, n, rank);
    }

    /** Expected shortfall at its minimiser. */
    static double shortfall(double[] losses, int n, double alpha, double var) {
        double excess = 0.0;
        for (int i = 0; i < n; i++) {
            double over = losses[i] - var;
            excess += over > 0.0 ? over : 0.0;
        }
        return var + excess / (alpha * n);
    }
}
