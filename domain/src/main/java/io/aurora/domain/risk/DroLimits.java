package io.aurora.domain.risk;

import io.aurora.domain.check.Require;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When the solver stops.
 *
 * @param tolerance gap, relative to the larger of objective and mean absolute return, that counts as optimal; above 0
 * @param maxIterations Newton steps in all, at least 1
 * @param expired asked before each step; true ends the run with the best point so far
 */
public record DroLimits(double tolerance, int maxIterations, BooleanSupplier expired) {
    /** Tolerance of an answer called optimal. */
    public static final double TOLERANCE = 1e-8;

    private static final int MAX_ITERATIONS = 200;

    public DroLimits {
        Require.positive("tolerance", tolerance);
        Require.atLeast("maxIterations", maxIterations, 1);
    }

    public static DroLimits untimed() {
        return new DroLimits(TOLERANCE, MAX_ITERATIONS, () -> false);
    }

    /** Ends when {@code nanos}, which the caller supplies, has moved on by {@code budgetNs} since this call. */
    public static DroLimits within(LongSupplier nanos, long budgetNs) {
        long start = nanos.getAsLong();
        return new DroLimits(TOLERANCE, MAX_ITERATIONS, () -> nanos.getAsLong() - start >= budgetNs);
    }
}
