package io.aurora.domain.regime;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Global minimum of a profile, a function of one parameter on a closed interval out of which the others have been solved: values on a
 * grid that holds both ends, then Brent's method (1973) between the neighbours of each grid point that is no higher than them and
 * within a margin of the lowest. Of equal values the first counts.
 *
 * <p>The profiles here are smooth but have several minima, often one at an end; a search from one start stays in the wrong one.
 */
final class ProfileSearch {
    private static final int MAX_EVALUATIONS = 200;
    /** Where the profile rises from an end over this share of the way to the next grid point, the end is that basin's minimum. */
    private static final double PROBE = 1e-3;

    private final double[] grid;
    private final double[] values;
    private final double margin;
    private final double tolerance;
    private double best;

    /**
     * @param grid ascending, both ends included
     * @param margin how far above the lowest grid value a basin may lie to be searched
     * @param tolerance relative and absolute tolerance of the argument
     */
    ProfileSearch(double[] grid, double margin, double tolerance) {
        this.grid = grid;
        this.values = new double[grid.length];
        this.margin = margin;
        this.tolerance = tolerance;
    }

    /** A function whose other parameters are solved out, each time from a start that belongs to a grid point. */
    interface Profile {
        /** The value at a grid point, to well within the margin. */
        double coarse(int point, double argument);

        /** The value to full accuracy, inside the basin of a grid point; a basin's first call is at the grid point itself. */
        double fine(int point, double argument);

        /** The last fine value is the lowest yet: remember what belongs to it. */
        void keep();
    }

    /** Searches; what was kept last belongs to the lowest value found. */
    void minimise(Profile profile) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < grid.length; i++) {
            values[i] = profile.coarse(i, grid[i]);
            lowest = Math.min(lowest, values[i]);
        }
        best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < grid.length; i++) {
            if (isBasin(i, lowest + margin)) {
                search(profile, i);
            }
        }
    }

    private void search(Profile profile, int i) {
        double value = offer(profile, i, grid[i]);
        boolean atLow = i == 0;
        boolean atHigh = i == grid.length - 1;
        double low = grid[atLow ? i : i - 1];
        double high = grid[atHigh ? i : i + 1];
        if (atLow || atHigh) {
            double inside = grid[i] + PROBE * (atLow ? high - low : low - high);
            if (offer(profile, i, inside) >= value) {
                return;
            }
        }
        new BrentOptimizer(tolerance, tolerance)
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        new UnivariateObjectiveFunction(argument -> offer(profile, i, argument)),
                        GoalType.MINIMIZE,
                        new SearchInterval(low, high, atLow || atHigh ? 0.5 * (low + high) : grid[i]));
    }

    private double offer(Profile profile, int point, double argument) {
        double value = profile.fine(point, argument);
        if (value < best) {
            best = value;
            profile.keep();
        }
        return value;
    }

    private boolean isBasin(int i, double limit) {
        return values[i] <= limit
                && values[i] < Double.POSITIVE_INFINITY
                && (i == 0 || values[i] <= values[i - 1])
                && (i == grid.length - 1 || values[i] <= values[i + 1]);
    }
}
