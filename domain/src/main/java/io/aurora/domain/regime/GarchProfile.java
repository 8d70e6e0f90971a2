package io.aurora.domain.regime;

import org.apache.commons.math3.util.FastMath;

/**
 * Quasi-likelihood of a GARCH(1,1) as a function of beta alone, on squares z of a series of mean 0 and variance 1:
 * {@code h_1 = 1, h_t = omega + alpha z_{t-1} + beta h_{t-1}}; the objective is {@code sum over t = 2..n of ln h_t + z_t / h_t}. The
 * searched argument is -ln(1 - beta).
 *
 * <p>For a given beta, h is linear: {@code h = p u + q v + w} with p = omega / (1 - beta), q = alpha / (1 - beta) and u, v, w the
 * exponential averages (factor 1 - beta) of 1 and z from 0 and what is left of h_1. p and q hardly move with beta, so those of one beta
 * are good starts for the next. They are found in their box (omega &gt;= 1e-8, alpha &gt;= 0, alpha + beta &lt;= 0.9999) by Newton's
 * method, with Fisher's matrix where the Hessian is not positive definite; each step is the exact minimiser of the quadratic model over
 * the box ({@link BoxStep}), halved until the objective falls. So bounds need no transformation and are reached exactly.
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
    /** h lies in [1e-8, 1e7]: sixteen factors stay far from both ends of a double, and one logarithm does for them. */
    private static final int FACTORS = 16;
    /** A Hessian this much closer to singular than a diagonal one counts as not positive definite. */
    private static final double MIN_DETERMINANT = 1e-6;

    /** Level of the starts from the greatest share. */
    private static final double HIGH_LEVEL = 0.3;
    /** Shares this close belong to one solution. */
    private static final double SAME_SHARE = 0.02;

    private final double[] z;
    private final double[] u;
    private final double[] v;
    private final double[] w;
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
    private double g1;
    private double g2;
    private double h11;
    private double h12;
    private double h22;
    private double f11;
    private double f12;
    private double f22;
    private double keptBeta;
    private double keptLevel;
    private double keptShare;
    private double keptValue = Double.POSITIVE_INFINITY;

    GarchProfile(double[] squares, int gridPoints) {
        this.z = squares;
        this.u = new double[squares.length];
        this.v = new double[squares.length];
        this.w = new double[squares.length];
        this.gridLevels = new double[gridPoints];
        this.gridShares = new double[gridPoints];
    }

    /** The argument of a beta. */
    static double argument(double beta) {
        return -FastMath.log(1.0 - beta);
    }

    /** From here on the branch of solutions with a large share of the last square is searched. */
    void searchHigh() {
        high = true;
        basin = -1;
    }

    @Override
    public double coarse(int point, double argument) {
        if (high) {
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
        filter(Math.max(0.0, Math.min(MAX_PERSISTENCE, 1.0 - FastMath.exp(-argument))));
        level = clip(level, minLevel, MAX_LEVEL);
        share = clip(share, 0.0, maxShare);
        value = derivatives(level, share);
        boolean walking = true;
        for (int i = 0; walking && i < MAX_STEPS; i++) {
            direction();
            walking = -step.decrease() > tolerance && walk();
        }
    }

    private void filter(double nextBeta) {
        beta = nextBeta;
        double rest = 1.0 - nextBeta;
        minLevel = MIN_OMEGA / rest;
        maxShare = Math.max(0.0, (MAX_PERSISTENCE - nextBeta) / rest);
        double a = 0.0;
        double b = 0.0;
        double c = 1.0;
        for (int t = 1; t < z.length; t++) {
            a = rest + nextBeta * a;
            b = rest * z[t - 1] + nextBeta * b;
            c = nextBeta * c;
            u[t] = a;
            v[t] = b;
            w[t] = c;
        }
    }

    private void direction() {
        boolean convex = h11 > 0.0 && h22 > 0.0 && h11 * h22 - h12 * h12 > MIN_DETERMINANT * h11 * h22;
        step.box(minLevel - level, MAX_LEVEL - level, -share, maxShare - share);
        if (convex) {
            step.solve(g1, g2, h11, h12, h22);
        } else {
            step.solve(g1, g2, f11, f12, f22);
        }
    }

    /** Halves the step until the objective falls by a part of what the model promises; false where it never does. */
    private boolean walk() {
        double size = 1.0;
        for (int i = 0; i < MAX_HALVINGS; i++) {
            double nextLevel = clip(level + size * step.first(), minLevel, MAX_LEVEL);
            double nextShare = clip(share + size * step.second(), 0.0, maxShare);
            double next = derivatives(nextLevel, nextShare);
            if (next < value + 1e-4 * size * step.decrease()) {
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

    /** The objective, its gradient, its Hessian (h..) and Fisher's matrix (f..), in one pass. */
    private double derivatives(double p, double q) {
        double logs = 0.0;
        double ratios = 0.0;
        double product = 1.0;
        double s1 = 0.0;
        double s2 = 0.0;
        double q11 = 0.0;
        double q12 = 0.0;
        double q22 = 0.0;
        double e11 = 0.0;
        double e12 = 0.0;
        double e22 = 0.0;
        for (int t = 1; t < z.length; t++) {
            double h = p * u[t] + q * v[t] + w[t];
            double inverse = 1.0 / h;
            double ratio = z[t] * inverse;
            double pu = u[t] * inverse;
            double pv = v[t] * inverse;
            double slope = 1.0 - ratio;
            double curve = ratio + ratio - 1.0;
            ratios += ratio;
            s1 += slope * pu;
            s2 += slope * pv;
            double uu = pu * pu;
            double uv = pu * pv;
            double vv = pv * pv;
            q11 += curve * uu;
            q12 += curve * uv;
            q22 += curve * vv;
            e11 += uu;
            e12 += uv;
            e22 += vv;
            product *= h;
            if (t % FACTORS == 0) {
                logs += FastMath.log(product);
                product = 1.0;
            }
        }
        g1 = s1;
        g2 = s2;
        h11 = q11;
        h12 = q12;
        h22 = q22;
        f11 = e11;
        f12 = e12;
        f22 = e22;
        return logs + FastMath.log(product) + ratios;
    }
}
