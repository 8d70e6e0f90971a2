package io.aurora.domain.regime;

import org.apache.commons.math3.util.FastMath;

/**
 * Quasi-likelihood of a GARCH(1,1) as a function of beta alone ({@code h_1 = 1, h_t = omega + alpha z_{t-1} + beta h_{t-1}} on squares z
 * of a series of mean 0 and variance 1; see {@link GarchLikelihood}). The searched argument is -ln(1 - beta).
 *
 * <p>At a given beta, omega / (1 - beta) and alpha / (1 - beta) hardly depend on it, so those of one beta are good starts for the next.
 * They are found in their box (omega &gt;= 1e-8, alpha &gt;= 0, alpha + beta &lt;= 0.9999) by Newton's method; each step is the exact
 * minimiser of a quadratic model over the box ({@link BoxStep}), halved until the objective falls. So bounds need no transformation and
 * are reached exactly.
 *
 * <p>omega is kept off 0 because a market that has gone stale (zeros to the end) has no maximum there; 1e-8 of the variance is far below
 * what a live series gives.
 */
final class GarchProfile implements ProfileSearch.Profile {
    static final double MAX_PERSISTENCE = 0.9999;
    private static final double MIN_OMEGA = 1e-8;
    private static final double MAX_LEVEL = 1e6;
    private static final int MAX_STEPS = 60;
    private static final int MAX_HALVINGS = 30;
    /** Decrease that the quadratic model must still promise, in units of the objective: on the grid, and in the end. */
    private static final double COARSE = 1e-4;

    private static final double FINE = 1e-9;
    /** Share of the promised decrease that a step must bring (Armijo's rule). */
    private static final double SUFFICIENT = 1e-4;
    /** Level of the starts from the greatest share. */
    private static final double HIGH_LEVEL = 0.3;
    /** A solution with more than this share is taken to be the only one. */
    private static final double LARGE_SHARE = 0.3;
    /** Shares this close belong to one solution. */
    private static final double SAME_SHARE = 0.02;

    private final GarchLikelihood likelihood;
    private final double[] gridLevels;
    private final double[] gridShares;
    private final BoxStep step = new BoxStep();
    private double beta;
    private double minLevel;
    private double maxShare;
    private double level = 1.0;
    private double share = 0.0;
    private boolean high;
    private double value;
    private int basin = -1;
    private double keptBeta;
    private double keptLevel;
    private double keptShare;
    private double keptValue = Double.POSITIVE_INFINITY;

    GarchProfile(double[] squares, int gridPoints) {
        this.likelihood = new GarchLikelihood(squares);
        this.gridLevels = new double[gridPoints];
        this.gridShares = new double[gridPoints];
    }

    /** The argument of a beta. */
    static double argument(double beta) {
        return -FastMath.log(1.0 - beta);
    }

    /** From here on the solutions with a large share are searched, at the grid points whose first solution had a small one. */
    void searchHigh() {
        high = true;
        basin = -1;
    }

    @Override
    public double coarse(int point, double argument) {
        if (high) {
            if (gridShares[point] > LARGE_SHARE) {
                return Double.POSITIVE_INFINITY;
            }
            level = HIGH_LEVEL;
            share = 1.0;
        }
        solve(argument, COARSE);
        boolean same = high && share - gridShares[point] < SAME_SHARE;
        gridLevels[point] = level;
        gridShares[point] = share;
        return same ? Double.POSITIVE_INFINITY : value;
    }

    @Override
    public double fine(int point, double argument) {
        if (point != basin) {
            basin = point;
            level = gridLevels[point];
            share = gridShares[point];
        }
        solve(argument, FINE);
        return value;
    }

    @Override
    public void keep() {
        if (!(value < keptValue)) {
            return;
        }
        keptBeta = beta;
        keptLevel = level;
        keptShare = share;
        keptValue = value;
    }

    double omega() {
        return keptLevel * (1.0 - keptBeta);
    }

    double alpha() {
        return keptShare * (1.0 - keptBeta);
    }

    double beta() {
        return keptBeta;
    }

    double objective() {
        return keptValue;
    }

    /** Solves for level and share at this beta, from the present ones. */
    private void solve(double argument, double tolerance) {
        at(Math.max(0.0, Math.min(MAX_PERSISTENCE, 1.0 - FastMath.exp(-argument))));
        level = clip(level, minLevel, MAX_LEVEL);
        share = clip(share, 0.0, maxShare);
        value = likelihood.evaluate(level, share);
        boolean walking = true;
        for (int i = 0; walking && i < MAX_STEPS; i++) {
            step.box(minLevel - level, MAX_LEVEL - level, -share, maxShare - share);
            likelihood.direction(step);
            walking = -step.decrease() > tolerance && walk();
        }
    }

    private void at(double nextBeta) {
        beta = nextBeta;
        minLevel = MIN_OMEGA / (1.0 - nextBeta);
        maxShare = Math.max(0.0, (MAX_PERSISTENCE - nextBeta) / (1.0 - nextBeta));
        likelihood.filter(nextBeta);
    }

    /** Halves the step until the objective falls by a part of what the model promises; false where it never does. */
    private boolean walk() {
        double size = 1.0;
        for (int i = 0; i < MAX_HALVINGS; i++) {
            double nextLevel = clip(level + size * step.first(), minLevel, MAX_LEVEL);
            double nextShare = clip(share + size * step.second(), 0.0, maxShare);
            double next = likelihood.evaluate(nextLevel, nextShare);
            if (next < value + SUFFICIENT * size * step.decrease()) {
                level = nextLevel;
                share = nextShare;
                value = next;
                return true;
            }
            size *= 0.5;
        }
        return false;
    }

    private static double clip(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }
}
