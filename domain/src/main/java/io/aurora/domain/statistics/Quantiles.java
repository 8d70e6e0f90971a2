package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;

/**
 * Sample quantiles of type 7 in the list of Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages": linear between
 * order statistics at the 0-based position {@code h = (n - 1) p}.
 */
public final class Quantiles {
    private Quantiles() {}

    /**
     * Quantile at {@code p} in [0, 1] of ascending values, at least one and none NaN. Between equal neighbours the value itself,
     * infinite or not.
     */
    public static double type7(double[] sorted, double p) {
        return type7(sorted, sorted.length, p);
    }

    /** The same over the first {@code n} elements. */
    public static double type7(double[] sorted, int n, double p) {
        double h = position(n, p);
        int low = (int) h;
        return h == low ? sorted[low] : between(sorted[low], sorted[low + 1], h - low);
    }

    /** {@code (n - 1) p}; its integer part is below {@code n - 1} wherever it has a fraction. */
    static double position(int n, double p) {
        Require.atLeast("n", n, 1);
        return (n - 1) * Require.within("p", p, 0.0, 1.0);
    }

    static double between(double low, double high, double fraction) {
        return low == high ? low : low + fraction * (high - low);
    }
}
