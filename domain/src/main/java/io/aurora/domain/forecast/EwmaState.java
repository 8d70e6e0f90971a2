package io.aurora.domain.forecast;

import io.aurora.domain.check.Require;

/**
 * State of the {@link EwmaVolatility} forecaster.
 *
 * @param seeded a return has been seen since the last reset
 * @param variance of one bar's log return, {@code >= 0}; 0 where not seeded
 */
public record EwmaState(boolean seeded, double variance) {
    private static final EwmaState EMPTY = new EwmaState(false, 0.0);

    public EwmaState {
        Require.nonNegative("variance", variance);
        if (!seeded && variance != 0.0) {
            throw new IllegalArgumentException(
                    "must be 0 where not seeded: variance=" + variance + ", seeded=" + seeded);
        }
    }

    /** Before the first return, and after a reset. */
    public static EwmaState empty() {
        return EMPTY;
    }

    /** After the log return {@code ret}, which must be finite; the first one seeds the variance with its square. */
    public EwmaState next(double ret) {
        Require.finite("ret", ret);
        return new EwmaState(true, seeded ? EwmaVolatility.next(variance, ret) : ret * ret);
    }

    /** Scale of the next return, {@code sqrt(variance)}; undefined before the first return. */
    public double sigma() {
        if (!seeded) {
            throw new IllegalStateException("no return seen: seeded=" + seeded);
        }
        return Math.sqrt(variance);
    }
}
