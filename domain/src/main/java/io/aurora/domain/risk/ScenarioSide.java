package io.aurora.domain.risk;

/**
 * The scenario constraints of the interior point: slack {@code s = xi + x.w + t} with dual z, excess {@code xi} with dual
 * {@code u = cap - z}, kept on its own because the difference has no digits left in the tail. Both pairs are eliminated, which leaves one weight {@code D = 1 / (s/z + xi/u)} per scenario in the normal equations.
 *
 * <p>Buffers are kept between problems; nothing here allocates once they are large enough. Not thread-safe.
 */
final class ScenarioSide {
    /**
     * Added to every {@code s/z + xi/u}: a proximal term on the duals (Friedlander and Orban, 2012, "A primal-dual regularized interior-point
     * method"). It keeps the weights of binding scenarios from swallowing the digits of the rest, and as the duals' steps vanish, so does
     * the residual that it leaves.
     */
    private static final double PROXIMAL = 1e-9;

    private int rows;
    private double cap;
    private double[] s = new double[0];
    private double[] xi = new double[0];
    private double[] z = new double[0];
    private double[] u = new double[0];
    private double[] ds = new double[0];
    private double[] dxi = new double[0];
    private double[] dz = new double[0];
    private double[] weight = new double[0];
    private double[] target = new double[0];
    private double[] scratch = new double[0];
    private double[] residual = new double[0];

    void resize(int count, double dualCap) {
        rows = count;
        cap = dualCap;
        if (s.length < count) {
            s = new double[count];
            xi = new double[count];
            z = new double[count];
            u = new double[count];
            ds = new double[count];
            dxi = new double[count];
            dz = new double[count];
            weight = new double[count];
            target = new double[count];
            scratch = new double[count];
            residual = new double[count];
        }
    }

    double[] duals() {
        return z;
    }

    double[] weights() {
        return weight;
    }

    double[] scratch() {
        return scratch;
    }

    /**
     * Puts every scenario on the central path of {@code mu} for the given returns {@code Xw}: with {@code v = -(Xw)_i - t}, the pair of
     * {@code xi - s = v}, {@code s z = xi (cap - z) = mu} has one solution, in closed form; t is found so that the duals sum to 1. Returns t.
     */
    double start(double[] returns, double mu) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            low = Math.min(low, -returns[i]);
            high = Math.max(high, -returns[i]);
        }
        double reach = 2.0 * mu * rows + 2.0 * mu / cap;
        double t = centre(returns, mu, low - reach, high + reach);
        for (int i = 0; i < rows; i++) {
            double h = (-returns[i] - t) * cap;
            double r = Math.sqrt(h * h + 4.0 * mu * mu);
            double near = 0.5 * cap * (4.0 * mu * mu / (r + Math.abs(h)) + 2.0 * mu) / (r + 2.0 * mu);
            double far = cap - near;
            z[i] = h < 0.0 ? near : far;
            u[i] = h < 0.0 ? far : near;
            s[i] = mu / z[i];
            xi[i] = mu / u[i];
        }
        return t;
    }

    /** Newton on the sum of the duals, which falls in t, kept inside its bracket by bisection. */
    private double centre(double[] returns, double mu, double low, double high) {
        double t = 0.5 * (low + high);
        for (int pass = 0; pass < 60; pass++) {
            double sum = -1.0;
            double slope = 0.0;
            for (int i = 0; i < rows; i++) {
                double h = (-returns[i] - t) * cap;
                double r = Math.sqrt(h * h + 4.0 * mu * mu);
                sum += 0.5 * cap * (1.0 + h / (r + 2.0 * mu));
                slope += cap * cap * mu / (r * (r + 2.0 * mu));
            }
            if (Math.abs(sum) < 1e-3) {
                return t;
            }
            if (sum > 0.0) {
                low = t;
            } else {
                high = t;
            }
            double newton = t + sum / slope;
            t = newton > low && newton < high ? newton : 0.5 * (low + high);
        }
        return t;
    }

    /** Weights of the normal equations and residuals of the slacks at the returns {@code at}; returns the sum of the weights. */
    double weigh(double[] at, double t) {
        double sum = 0.0;
        for (int i = 0; i < rows; i++) {
            residual[i] = xi[i] + at[i] + t - s[i];
            weight[i] = 1.0 / (s[i] / z[i] + xi[i] / u[i] + PROXIMAL);
            sum += weight[i];
        }
        return sum;
    }

    /** Sum of the duals less 1, negated: what they miss. */
    double missing() {
        double sum = 1.0;
        for (int i = 0; i < rows; i++) {
            sum -= z[i];
        }
        return sum;
    }

    double gap() {
        double sum = 0.0;
        for (int i = 0; i < rows; i++) {
            sum += s[i] * z[i] + xi[i] * u[i];
        }
        return sum;
    }

    /** Right-hand side of the affine step; fills {@code scratch} with D e and returns its sum. */
    double aim() {
        double sum = 0.0;
        for (int i = 0; i < rows; i++) {
            target[i] = xi[i] - s[i] - residual[i];
            scratch[i] = weight[i] * target[i];
            sum += scratch[i];
        }
        return sum;
    }

    /** Right-hand side of the corrected step, with the products of the affine one (Mehrotra, 1992). */
    double aim(double mu) {
        double sum = 0.0;
        for (int i = 0; i < rows; i++) {
            double first = (mu - ds[i] * dz[i]) / z[i] - s[i];
            double second = (mu + dxi[i] * dz[i]) / u[i] - xi[i];
            target[i] = first - second - residual[i];
            ds[i] = first;
            dxi[i] = second;
            scratch[i] = weight[i] * target[i];
            sum += scratch[i];
        }
        return sum;
    }

    /** The affine step from the change of {@code x.w + t}. */
    void recover(double[] change, double dt) {
        for (int i = 0; i < rows; i++) {
            double step = weight[i] * (target[i] - change[i] - dt);
            dz[i] = step;
            ds[i] = -s[i] - s[i] * step / z[i];
            dxi[i] = -xi[i] + xi[i] * step / u[i];
        }
    }

    /** The corrected step from the change of {@code x.w + t}. */
    void recoverCorrected(double[] change, double dt) {
        for (int i = 0; i < rows; i++) {
            double step = weight[i] * (target[i] - change[i] - dt);
            dz[i] = step;
            ds[i] -= s[i] * step / z[i];
            dxi[i] += xi[i] * step / u[i];
        }
    }

    /** Largest share of the step, from 1 down, that keeps slack and excess positive. */
    double primalRoom() {
        double worst = 1.0;
        for (int i = 0; i < rows; i++) {
            worst = Math.max(worst, Math.max(-ds[i] / s[i], -dxi[i] / xi[i]));
        }
        return 1.0 / worst;
    }

    double dualRoom() {
        double worst = 1.0;
        for (int i = 0; i < rows; i++) {
            worst = Math.max(worst, Math.max(-dz[i] / z[i], dz[i] / u[i]));
        }
        return 1.0 / worst;
    }

    /** Gap after a step of these lengths. */
    double gapAfter(double primal, double dual) {
        double sum = 0.0;
        for (int i = 0; i < rows; i++) {
            sum += (s[i] + primal * ds[i]) * (z[i] + dual * dz[i]) + (xi[i] + primal * dxi[i]) * (u[i] - dual * dz[i]);
        }
        return sum;
    }

    void advance(double primal, double dual) {
        for (int i = 0; i < rows; i++) {
            s[i] += primal * ds[i];
            xi[i] += primal * dxi[i];
            z[i] += dual * dz[i];
            u[i] -= dual * dz[i];
        }
    }
}
