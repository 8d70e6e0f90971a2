package io.aurora.domain.risk;

/**
 * The ball {@code ||w||_2 <= R} of the interior point as a second-order cone: slack {@code s = (R, w)}, dual {@code y = (y0, y1)}, both inside the cone, and
 * Nesterov and Todd's scaling W with {@code W y = W^-1 s} (Nesterov and Todd, 1997, Math. Oper. Res. 22; formulas as in Vandenberghe, 2010, "The CVXOPT linear
 * and quadratic cone program solvers", section 4). The cone takes the curvature of the norm exactly, which a linearised slack does not:
 * weights that must lie close to the least norm would cycle.
 *
 * <p>O(d) per operation but the Hessian, O(d^2). Not thread-safe.
 */
final class Ball {
    /** Least determinant of slack or dual, relative to its head's square: below it there is only rounding, above it the scaling exists. */
    private static final double LEAST_DETERMINANT = 1e-15;

    private int d;
    private double radius;
    private double[] w;
    private double[] y = new double[0];
    private double[] dy = new double[0];
    private double[] point = new double[0];
    private double[] lambda = new double[0];
    private double[] primal = new double[0];
    private double[] dual = new double[0];
    private double[] pull = new double[0];
    private double eta;
    private double slackDet;

    /** Starts on the central path of mu: {@code y = mu J s / det s}. */
    void start(double[] weights, double limit, double mu) {
        w = weights;
        d = w.length;
        radius = limit;
        if (y.length != d + 1) {
            y = new double[d + 1];
            dy = new double[d + 1];
            point = new double[d + 1];
            lambda = new double[d + 1];
            primal = new double[d + 1];
            dual = new double[d + 1];
            pull = new double[d + 1];
        }
        double det = determinant();
        y[0] = mu * radius / det;
        for (int j = 0; j < d; j++) {
            y[j + 1] = -mu * w[j] / det;
        }
    }

    private double determinant() {
        double norm = FeasibleSet.norm(w);
        return Math.max((radius - norm) * (radius + norm), LEAST_DETERMINANT * radius * radius);
    }

    private double dualDeterminant() {
        double price = price();
        return Math.max((y[0] - price) * (y[0] + price), LEAST_DETERMINANT * y[0] * y[0]);
    }

    /** y1, the part that acts on weight {@code j}. */
    double force(int j) {
        return y[j + 1];
    }

    /** Size of y1: the price of the norm that the ball adds. */
    private double price() {
        double sum = 0.0;
        for (int j = 1; j <= d; j++) {
            sum += y[j] * y[j];
        }
        return Math.sqrt(sum);
    }

    double gap() {
        double sum = radius * y[0];
        for (int j = 0; j < d; j++) {
            sum += w[j] * y[j + 1];
        }
        return sum;
    }

    double gapAfter(double[] dw, double primalStep, double dualStep) {
        double sum = radius * (y[0] + dualStep * dy[0]);
        for (int j = 0; j < d; j++) {
            sum += (w[j] + primalStep * dw[j]) * (y[j + 1] + dualStep * dy[j + 1]);
        }
        return sum;
    }

    /** Scaling point and scaled variable at the present iterate. */
    void scale() {
        slackDet = Math.sqrt(determinant());
        double dualDet = Math.sqrt(dualDeterminant());
        eta = Math.sqrt(slackDet / dualDet);
        double gamma = Math.sqrt(0.5 * (1.0 + Math.max(1.0, gap() / (slackDet * dualDet))));
        point[0] = (radius / slackDet + y[0] / dualDet) / (2.0 * gamma);
        for (int j = 0; j < d; j++) {
            point[j + 1] = (w[j] / slackDet - y[j + 1] / dualDet) / (2.0 * gamma);
        }
        times(y, 1.0, lambda);
    }

    /** {@code out = W v} for sign 1, {@code W^-1 v} for sign -1. */
    private void times(double[] v, double sign, double[] out) {
        double dot = 0.0;
        for (int j = 1; j <= d; j++) {
            dot += point[j] * v[j];
        }
        double factor = sign > 0.0 ? eta : 1.0 / eta;
        double head = v[0];
        double along = sign * head + dot / (1.0 + point[0]);
        out[0] = factor * (point[0] * head + sign * dot);
        for (int j = 1; j <= d; j++) {
            out[j] = factor * (v[j] + along * point[j]);
        }
    }

    /** Adds {@code (W^-2)} over the weights to the lower triangle. */
    void addTo(double[] k, int stride) {
        double unit = 1.0 / (eta * eta);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                k[i * stride + j] += 2.0 * unit * point[i + 1] * point[j + 1];
            }
            k[i * stride + i] += unit;
        }
    }

    /** Aims at {@code y + dy = -W^-2 (0, dw)}: the affine step. */
    void aim() {
        for (int j = 0; j <= d; j++) {
            pull[j] = -y[j];
        }
    }

    /** Aims at the centre of {@code mu}, less the product p o t of the affine steps, weighted: {@code W^-1 (lambda \ (mu e - lambda o lambda - weight p o t))}. */
    void aimCorrected(double[] dw, double mu, double weight) {
        primal[0] = 0.0;
        System.arraycopy(dw, 0, primal, 1, d);
        times(primal, -1.0, pull);
        System.arraycopy(pull, 0, primal, 0, d + 1);
        times(dy, 1.0, dual);
        double head = mu;
        for (int j = 0; j <= d; j++) {
            head -= lambda[j] * lambda[j] + weight * primal[j] * dual[j];
        }
        for (int j = 1; j <= d; j++) {
            pull[j] = -2.0 * lambda[0] * lambda[j] - weight * (primal[0] * dual[j] + dual[0] * primal[j]);
        }
        pull[0] = head;
        divide(pull);
        System.arraycopy(pull, 0, dual, 0, d + 1);
        times(dual, -1.0, pull);
    }

    /** {@code v = lambda \ v}: the inverse of the arrow matrix of lambda. */
    private void divide(double[] v) {
        double dot = 0.0;
        double square = 0.0;
        for (int j = 1; j <= d; j++) {
            dot += lambda[j] * v[j];
            square += lambda[j] * lambda[j];
        }
        double size = Math.sqrt(square);
        double det = Math.max((lambda[0] - size) * (lambda[0] + size), LEAST_DETERMINANT * lambda[0] * lambda[0]);
        double head = (lambda[0] * v[0] - dot) / det;
        for (int j = 1; j <= d; j++) {
            v[j] = (v[j] - head * lambda[j]) / lambda[0];
        }
        v[0] = head;
    }

    /** The right-hand side's share of weight {@code j}. */
    double pull(int j) {
        return pull[j + 1];
    }

    /** {@code dy = pull - W^-2 (0, dw)}. */
    void recover(double[] dw) {
        double dot = 0.0;
        for (int j = 0; j < d; j++) {
            dot += point[j + 1] * dw[j];
        }
        double unit = 1.0 / (eta * eta);
        dy[0] = pull[0] + 2.0 * unit * point[0] * dot;
        for (int j = 0; j < d; j++) {
            dy[j + 1] = pull[j + 1] - unit * (2.0 * point[j + 1] * dot + dw[j]);
        }
    }

    /** Largest share of the step, up to 1, that keeps the weights inside the ball. */
    double primalRoom(double[] dw) {
        double along = 0.0;
        double square = 0.0;
        for (int j = 0; j < d; j++) {
            along += w[j] * dw[j];
            square += dw[j] * dw[j];
        }
        return room(slackDet * slackDet, along, square);
    }

    /** The same for the dual and its cone. */
    double dualRoom() {
        double along = -y[0] * dy[0];
        double square = -dy[0] * dy[0];
        for (int j = 1; j <= d; j++) {
            along += y[j] * dy[j];
            square += dy[j] * dy[j];
        }
        double room = room(dualDeterminant(), along, square);
        return dy[0] < 0.0 ? Math.min(room, -y[0] / dy[0]) : room;
    }

    /** Smallest positive root of {@code det - 2 along x - square x^2}, at most 1. */
    private static double room(double det, double along, double square) {
        double discriminant = along * along + square * det;
        if (discriminant < 0.0) {
            return 1.0;
        }
        double end = along + Math.sqrt(discriminant);
        return end <= det ? 1.0 : det / end;
    }

    void advance(double step) {
        for (int j = 0; j <= d; j++) {
            y[j] += step * dy[j];
        }
    }
}
