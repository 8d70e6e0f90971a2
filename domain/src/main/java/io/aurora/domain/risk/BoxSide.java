package io.aurora.domain.risk;

/**
 * The portfolio constraints of the interior point: {@code w - lo} with dual a, {@code hi - w} with dual b for every free asset, and the {@link Ball}.
 * The norm in the objective is smooth, for weights that sum to 1 are never all zero.
 *
 * <p>Not thread-safe.
 */
final class BoxSide {
    private int d;
    private boolean[] fixed;
    private double[] below;
    private double[] above;
    private double[] a;
    private double[] b;
    private double[] da;
    private double[] db;
    private double[] unit;
    private double[] low;
    private double[] high;
    private double norm;
    private final Ball ball = new Ball();

    /**
     * Puts the duals where the stationarity in w nearly holds: with {@code r = rho n - fit - nu}, the positive part of r goes to a and the
     * negative to b, both on top of what {@code mu} asks. Returns nu, the mean of {@code rho n - fit} over the assets, weighted by their
     * distance from the bounds.
     */
    double start(double[] w, double[] lower, double[] upper, FeasibleSet set, double mu, double rho, double[] fit) {
        d = w.length;
        fixed = set.fixed();
        if (a == null || a.length != d) {
            below = new double[d];
            above = new double[d];
            a = new double[d];
            b = new double[d];
            da = new double[d];
            db = new double[d];
            unit = new double[d];
            low = new double[d];
            high = new double[d];
        }
        for (int j = 0; j < d; j++) {
            below[j] = w[j] - lower[j];
            above[j] = upper[j] - w[j];
        }
        ball.start(w, set.ball(), mu);
        refresh(w);
        double nu = innerMean(rho, fit);
        for (int j = 0; j < d; j++) {
            double r = rho * unit[j] - ball.force(j) - fit[j] - nu;
            a[j] = fixed[j] ? 0.0 : Math.max(r, 0.0) + mu / below[j];
            b[j] = fixed[j] ? 0.0 : Math.max(-r, 0.0) + mu / above[j];
        }
        return nu;
    }

    private double innerMean(double price, double[] fit) {
        double sum = 0.0;
        double weights = 0.0;
        for (int j = 0; j < d; j++) {
            double room = fixed[j] ? 0.0 : Math.min(below[j], above[j]);
            sum += room * (price * unit[j] - ball.force(j) - fit[j]);
            weights += room;
        }
        return sum / weights;
    }

    /** Takes norm and direction of the weights anew. */
    void refresh(double[] w) {
        norm = FeasibleSet.norm(w);
        for (int j = 0; j < d; j++) {
            unit[j] = w[j] / norm;
        }
    }

    double[] unit() {
        return unit;
    }

    /** The dual of the norm, {@code rho n - y1}, times {@code scale}: what a bound of weak duality takes as y. */
    void normDual(double[] w, double rho, double scale, double[] out) {
        refresh(w);
        for (int j = 0; j < d; j++) {
            out[j] = scale * (rho * unit[j] - ball.force(j));
        }
    }

    /** Sum of all products of slack and dual. */
    double gap() {
        double sum = ball.gap();
        for (int j = 0; j < d; j++) {
            sum += below[j] * a[j] + above[j] * b[j];
        }
        return sum;
    }

    double gapAfter(double[] dw, double primal, double dual) {
        double sum = ball.gapAfter(dw, primal, dual);
        for (int j = 0; j < d; j++) {
            if (!fixed[j]) {
                double step = primal * dw[j];
                sum += (below[j] + step) * (a[j] + dual * da[j]) + (above[j] - step) * (b[j] + dual * db[j]);
            }
        }
        return sum;
    }

    /** Adds Hessian and barrier terms to the lower triangle: {@code rho/|w| (I - nn') + a/(w-lo) + b/(hi-w)} and the ball's. */
    void addTo(double[] k, int stride, double rho) {
        double curve = rho / norm;
        ball.scale();
        ball.addTo(k, stride);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                k[i * stride + j] -= curve * unit[i] * unit[j];
            }
            k[i * stride + i] += curve + (fixed[i] ? 0.0 : a[i] / below[i] + b[i] / above[i]);
        }
    }

    /** Gradient of {@code rho ||w||} plus what the constraints add: {@code rho n - a + b - y}. */
    double stationarity(int j, double rho) {
        return rho * unit[j] - a[j] + b[j] - ball.force(j);
    }

    /** Adds the box's share of the affine right-hand side. */
    void aim(double[] rhs) {
        ball.aim();
        aim(rhs, false);
    }

    /** Adds the box's share of the corrected one; {@code dw} is the affine step. */
    void aimCorrected(double[] rhs, double[] dw, double mu, double weight) {
        for (int j = 0; j < d; j++) {
            low[j] = mu - dw[j] * da[j];
            high[j] = mu + dw[j] * db[j];
        }
        ball.aimCorrected(dw, mu, weight);
        aim(rhs, true);
    }

    private void aim(double[] rhs, boolean corrected) {
        for (int j = 0; j < d; j++) {
            if (!fixed[j]) {
                low[j] = (corrected ? low[j] : 0.0) / below[j] - a[j];
                high[j] = (corrected ? high[j] : 0.0) / above[j] - b[j];
                rhs[j] += low[j] - high[j] + ball.pull(j);
            }
        }
    }

    /** The duals' step that belongs to {@code dw}. */
    void recover(double[] dw) {
        for (int j = 0; j < d; j++) {
            if (!fixed[j]) {
                da[j] = low[j] - a[j] * dw[j] / below[j];
                db[j] = high[j] + b[j] * dw[j] / above[j];
            }
        }
        ball.recover(dw);
    }

    double primalRoom(double[] dw) {
        double worst = 1.0 / ball.primalRoom(dw);
        for (int j = 0; j < d; j++) {
            if (!fixed[j]) {
                worst = Math.max(worst, Math.max(-dw[j] / below[j], dw[j] / above[j]));
            }
        }
        return 1.0 / worst;
    }

    double dualRoom() {
        double worst = 1.0 / ball.dualRoom();
        for (int j = 0; j < d; j++) {
            if (!fixed[j]) {
                worst = Math.max(worst, Math.max(-da[j] / a[j], -db[j] / b[j]));
            }
        }
        return 1.0 / worst;
    }

    void advance(double[] dw, double primal, double dual) {
        ball.advance(dual);
        for (int j = 0; j < d; j++) {
            below[j] += primal * dw[j];
            above[j] -= primal * dw[j];
            a[j] += dual * da[j];
            b[j] += dual * db[j];
        }
    }
}
