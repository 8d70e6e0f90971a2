package io.aurora.domain.learning.offpolicy;

/**
 * A value with its 95 % normal interval.
 *
 * @param value the estimate
 * @param se its standard error, &gt;= 0
 * @param low {@code value - 1.96 se}
 * @param high {@code value + 1.96 se}
 */
public record Estimate(double value, double se, double low, double high) {
    /** The 0.975 quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    static Estimate of(double value, double se) {
        return new Estimate(value, se, value - Z * se, value + Z * se);
    }

    /** Whether {@code truth} lies in the interval. */
    public boolean covers(double truth) {
        return truth >= low && truth <= high;
    }
}
