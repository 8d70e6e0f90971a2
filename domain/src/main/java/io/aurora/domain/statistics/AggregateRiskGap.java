package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;

/**
 * Aggregate risk gap: {@code |realised ES - forecast ES| / |forecast ES|}, to be below 0.10. It is judged from n = 2000 on only: at n = 500 a
 * perfect forecast passes no more than two times in three.
 *
 * @param gap at least 0
 * @param n observations behind the realised shortfall
 */
public record AggregateRiskGap(double gap, int n) {
    private static final double LIMIT = 0.10;
    private static final int LEAST = 2000;

    public AggregateRiskGap {
        Require.nonNegative("gap", gap);
        Require.atLeast("n", n, 1);
    }

    /** The gap between two shortfalls, the forecast not zero. */
    public static AggregateRiskGap of(double realised, double forecast, int n) {
        Require.finite("realised", realised);
        Require.positive("|forecast|", Math.abs(forecast));
        return new AggregateRiskGap(Math.abs(realised - forecast) / Math.abs(forecast), n);
    }

    /** Whether there are enough observations for a verdict. */
    public boolean isJudged() {
        return n >= LEAST;
    }

    /** Whether the verdict is good; never without enough observations. */
    public boolean isPassed() {
        return isJudged() && gap < LIMIT;
    }
}
