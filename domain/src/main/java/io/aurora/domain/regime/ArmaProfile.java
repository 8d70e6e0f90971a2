package io.aurora.domain.regime;

import org.apache.commons.math3.util.FastMath;

/**
 * Conditional sum of squares of an ARMA(1,1) as a function of theta alone. Errors start at 0 and
 * {@code e_t = x_t - c - phi x_{t-1} - theta e_{t-1}}, t = 2..n; for a given theta they are linear in c and phi,
 * {@code e = a - c b - phi d}, with a, b, d the filters {@code y_t - theta (.)_{t-1}} of x_t, 1 and x_{t-1}. So c and phi come from a
 * least squares problem with two unknowns, solved exactly, |phi| held to its bound (the sum is convex in phi).
 *
 * <p>The searched argument is atanh(theta), the value half the terms times the logarithm of the sum. One evaluation is one pass over the series with no allocation.
 */
final class ArmaProfile implements ProfileSearch.Profile {
    /** Least sum of squares of the lagged filter about its mean, as for every pivot of this package. */
    private static final double MIN_PIVOT = 1e-8;

    private final double[] x;
    private final double bound;
    private final Solution present = new Solution();
    private final Solution kept = new Solution();

    private static final class Solution {
        private double theta;
        private double sumOfSquares;
        private double phi;
        private double constant;
    }

    ArmaProfile(double[] x, double bound) {
        this.x = x;
        this.bound = bound;
    }

    @Override
    public double coarse(int point, double argument) {
        return fine(point, argument);
    }

    @Override
    public double fine(int point, double argument) {
        evaluate(Math.max(-bound, Math.min(bound, FastMath.tanh(argument))));
        return 0.5 * (x.length - 1) * FastMath.log(present.sumOfSquares);
    }

    @Override
    public void keep() {
        kept.theta = present.theta;
        kept.sumOfSquares = present.sumOfSquares;
        kept.phi = present.phi;
        kept.constant = present.constant;
    }

    /** Mean square of the errors of the kept solution; NaN where phi has nothing to act on. */
    double variance() {
        return kept.sumOfSquares / (x.length - 1);
    }

    double theta() {
        return kept.theta;
    }

    double phi() {
        return kept.phi;
    }

    double constant() {
        return kept.constant;
    }

    /** Solves for c and phi within the bound at this theta. */
    void evaluate(double theta) {
        double a = 0.0;
        double b = 0.0;
        double d = 0.0;
        double aa = 0.0;
        double ab = 0.0;
        double bb = 0.0;
        double ad = 0.0;
        double bd = 0.0;
        double dd = 0.0;
        double before = x[0];
        for (int t = 1; t < x.length; t++) {
            double present = x[t];
            a = present - theta * a;
            b = 1.0 - theta * b;
            d = before - theta * d;
            aa += a * a;
            ab += a * b;
            bb += b * b;
            ad += a * d;
            bd += b * d;
            dd += d * d;
            before = present;
        }
        present.theta = theta;
        solve(aa - ab * ab / bb, ad - ab * bd / bb, dd - bd * bd / bb);
        present.constant = (ab - present.phi * bd) / bb;
    }

    private void solve(double aa, double ad, double dd) {
        double phi = dd >= MIN_PIVOT ? Math.max(-bound, Math.min(bound, ad / dd)) : Double.NaN;
        present.phi = phi;
        present.sumOfSquares = aa - 2.0 * phi * ad + phi * phi * dd;
    }
}
