package io.aurora.domain.tails;

import io.aurora.domain.statistics.Selection;

/**
 * Centre and spread that a few extremes do not move: the median, and 1.4826 times the median absolute deviation from it, which for a normal law
 * is its standard deviation.
 *
 * @param median mean of the middle two for an even count
 * @param deviation at least 0; zero where more than half of the values are equal
 */
public record RobustScale(double median, double deviation) {
    /** Makes the median absolute deviation of a normal law its standard deviation. */
    static final double MAD_FACTOR = 1.4826;

    /** Of at least one value, none NaN. Expected O(n). */
    public static RobustScale of(double[] x) {
        double median = median(x.clone());
        double[] distance = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            distance[i] = Math.abs(x[i] - median);
        }
        return new RobustScale(median, MAD_FACTOR * median(distance));
    }

    private static double median(double[] scratch) {
        int n = scratch.length;
        double upper = Selection.kthLargest(scratch, n, (n - 1) / 2);
        return n % 2 != 0 ? upper : 0.5 * (upper + Selection.kthLargest(scratch, n, n / 2));
    }
}
