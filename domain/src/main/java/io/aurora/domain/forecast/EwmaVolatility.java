package io.aurora.domain.forecast;

/**
 * Exponentially weighted variance of log returns with mean zero, as in RiskMetrics (J.P. Morgan, Technical Document, 4th edition,
 * 1996): {@code v_1 = r_1^2}, then {@code v = 0.94 v + 0.06 r^2}. The forecast of the next return is 0 with scale {@code sqrt(v)}.
 */
public final class EwmaVolatility {
    /** Weight of the past; 0.94 is RiskMetrics' figure for daily data and is fixed here for every bar length. */
    public static final double DECAY = 0.94;

    private EwmaVolatility() {}

    /** Variance after the return {@code r}, {@code variance} being the one before it. */
    public static double next(double variance, double r) {
        return DECAY * variance + (1.0 - DECAY) * (r * r);
    }
}
