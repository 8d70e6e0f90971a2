package io.aurora.domain.transfer;

/**
 * Returns over the volatility that was known before them: {@code z_t = r_t / sqrt(v_(t-1))} for t of 20 and more, with {@code v_t = 0.94 v_(t-1) + 0.06
 * r_t^2} from t = 0 on and the mean of the first 20 squares before it. What is left is the tail that intervals see; the raw tail of a
 * persistent volatility differs too much between two stretches of one law.
 */
final class EwmaReturns {
    private static final double DECAY = 0.94;
    private static final int START = 20;

    private EwmaReturns() {}

    /** The n - 20 standardised returns; empty for series that short, not finite where twenty zeros start the series. */
    static double[] of(double[] returns) {
        if (returns.length <= START) {
            return new double[0];
        }
        double variance = 0.0;
        for (int t = 0; t < START; t++) {
            variance += returns[t] * returns[t] / START;
        }
        double[] z = new double[returns.length - START];
        for (int t = 0; t < returns.length; t++) {
            if (t >= START) {
                z[t - START] = returns[t] / Math.sqrt(variance);
            }
            variance = DECAY * variance + (1.0 - DECAY) * returns[t] * returns[t];
        }
        return z;
    }
}
