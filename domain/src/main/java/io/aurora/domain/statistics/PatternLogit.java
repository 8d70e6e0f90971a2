package io.aurora.domain.statistics;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Logistic regression on an intercept and regressors that are 0 or 1, over counts by pattern. Maximum likelihood with every coefficient in
 * [-15, 15] by a projected Newton method (Bertsekas, 1982, SIAM J. Control Optim. 20): coefficients that sit at a bound and are pushed against it
 * are left out of the step, the rest move along a projected line search. The log-likelihood is concave, so the answer is global;
 * converged to some 1e-12. Not thread-safe.
 */
final class PatternLogit {
    private static final double BOUND = 15.0;
    private static final int MAX_STEPS = 200;
    private static final double CONVERGED = 1e-12;
    /** Added to the diagonal where regressors coincide: Newton's step needs an inverse, the optimum does not move. */
    private static final double RIDGE = 1e-9;

    private final int regressors;
    private final int[] cases;
    private final int[] hits;

    PatternLogit(int regressors) {
        this.regressors = regressors;
        this.cases = new int[1 << regressors];
        this.hits = new int[1 << regressors];
    }

    record Fit(double logLikelihood, double maxAbs) {}

    void add(int pattern, boolean hit) {
        cases[pattern]++;
        hits[pattern] += hit ? 1 : 0;
    }

    Fit fit() {
        int p = regressors + 1;
        double[] beta = new double[p];
        double[] gradient = new double[p];
        double[][] hessian = new double[p][p];
        double value = logLikelihood(beta);
        for (int step = 0; step < MAX_STEPS; step++) {
            derivatives(beta, gradient, hessian);
            double[] direction = direction(beta, gradient, hessian);
            double gain = 0.0;
            for (int j = 0; j < p; j++) {
                gain += gradient[j] * direction[j];
            }
            if (!(gain > CONVERGED)) {
                break;
            }
            double[] next = search(beta, direction, value);
            double reached = logLikelihood(next);
            if (!(reached > value)) {
                break;
            }
            beta = next;
            value = reached;
        }
        double largest = 0.0;
        for (double b : beta) {
            largest = Math.max(largest, Math.abs(b));
        }
        return new Fit(value, largest);
    }

    private double[] search(double[] beta, double[] direction, double value) {
        double[] next = beta.clone();
        for (double length = 1.0; length > 1e-10; length *= 0.5) {
            for (int j = 0; j < beta.length; j++) {
                next[j] = Math.min(BOUND, Math.max(-BOUND, beta[j] + length * direction[j]));
            }
            if (logLikelihood(next) > value) {
                return next;
            }
        }
        return beta;
    }

    private double predictor(double[] beta, int pattern) {
        double sum = beta[0];
        for (int j = 0; j < regressors; j++) {
            sum += (pattern >> j & 1) == 1 ? beta[j + 1] : 0.0;
        }
        return sum;
    }

    private double logLikelihood(double[] beta) {
        double sum = 0.0;
        for (int c = 0; c < cases.length; c++) {
            if (cases[c] > 0) {
                double eta = predictor(beta, c);
                double softPlus = Math.max(eta, 0.0) + FastMath.log1p(FastMath.exp(-Math.abs(eta)));
                sum += hits[c] * eta - cases[c] * softPlus;
            }
        }
        return sum;
    }

    private void derivatives(double[] beta, double[] gradient, double[][] hessian) {
        Arrays.fill(gradient, 0.0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0.0);
        }
        for (int c = 0; c < cases.length; c++) {
            if (cases[c] > 0) {
                double share = 1.0 / (1.0 + FastMath.exp(-predictor(beta, c)));
                addCase(c, hits[c] - cases[c] * share, cases[c] * share * (1.0 - share), gradient, hessian);
            }
        }
    }

    private void addCase(int pattern, double residual, double weight, double[] gradient, double[][] hessian) {
        for (int i = 0; i <= regressors; i++) {
            if (i == 0 || (pattern >> (i - 1) & 1) == 1) {
                gradient[i] += residual;
                for (int j = 0; j <= i; j++) {
                    hessian[i][j] += j == 0 || (pattern >> (j - 1) & 1) == 1 ? weight : 0.0;
                }
            }
        }
    }

    /** Newton's direction over the coefficients that may move. */
    private static double[] direction(double[] beta, double[] gradient, double[][] hessian) {
        int p = beta.length;
        double[] out = new double[p];
        for (int i = 0; i < p; i++) {
            boolean held = Math.abs(beta[i]) >= BOUND && beta[i] * gradient[i] > 0.0;
            out[i] = held ? 0.0 : gradient[i];
            for (int j = 0; j <= i; j++) {
                hessian[i][j] = held || isHeld(beta, gradient, j) ? 0.0 : hessian[i][j];
            }
            hessian[i][i] += held ? 1.0 : RIDGE;
        }
        solve(hessian, out);
        return out;
    }

    private static boolean isHeld(double[] beta, double[] gradient, int j) {
        return Math.abs(beta[j]) >= BOUND && beta[j] * gradient[j] > 0.0;
    }

    /** Cholesky in place of the lower triangle. */
    private static void solve(double[][] a, double[] b) {
        int p = b.length;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, RIDGE * RIDGE)) : sum / a[j][j];
            }
        }
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = p - 1; i >= 0; i--) {
            for (int k = i + 1; k < p; k++) {
                b[i] -= a[k][i] * b[k];
            }
            b[i] /= a[i][i];
        }
    }
}
