package io.aurora.domain.risk;

/**
 * The bound of weak duality of {@link DroCertificate}: for {@code y} and {@code X'z} given, a concave piecewise linear function of nu.
 * O(d) to evaluate, O(d^2) to maximise.
 */
final class DualBound {
    private DualBound() {}

    /** {@code nu + sum_j min(c_j lo_j, c_j hi_j) - ball max(0, |y| - rho)} with {@code c = y - fit - nu}. */
    static double at(double nu, double[] y, double[] fit, double[] lo, double[] hi, double ball, double rho) {
        double sum = nu;
        double square = 0.0;
        for (int j = 0; j < y.length; j++) {
            double c = y[j] - fit[j] - nu;
            sum += Math.min(c * lo[j], c * hi[j]);
            square += y[j] * y[j];
        }
        return sum - ball * Math.max(0.0, Math.sqrt(square) - rho);
    }

    /** The nu of the largest bound: one of the kinks {@code y_j - fit_j}. */
    static double bestBudgetDual(double[] y, double[] fit, double[] lo, double[] hi, double ball, double rho) {
        double best = Double.NEGATIVE_INFINITY;
        double nu = 0.0;
        for (int j = 0; j < y.length; j++) {
            double kink = y[j] - fit[j];
            double bound = at(kink, y, fit, lo, hi, ball, rho);
            if (bound > best) {
                best = bound;
                nu = kink;
            }
        }
        return nu;
    }
}
