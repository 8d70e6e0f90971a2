package io.aurora.domain.regime;

import org.apache.commons.math3.util.FastMath;

/**
 * The objective of a GARCH(1,1) at a fixed beta, {@code sum over t = 2..n of ln h_t + z_t / h_t} on squares z of a series of mean 0 and
 * variance 1, with its first and second derivatives.
 *
 * <p>h is linear in level p = omega / (1 - beta) and share q = alpha / (1 - beta): {@code h = p u + q v + w} with u, v the exponential
 * averages (factor 1 - beta, started at 0) of 1 and z, and w what is left of h_1 = 1. So the gradient is {@code sum (1 - z/h) (u, v) / h},
 * the Hessian {@code sum (2 z/h - 1) (u, v)(u, v)' / h^2} and Fisher's matrix the same without its factor.
 *
 * <p>One pass each; no allocation.
 */
final class GarchLikelihood {
    /** h lies in [1e-8, 1e7]: sixteen factors stay far from both ends of a double, and one logarithm does for them. */
    private static final int FACTORS = 16;
    /** A Hessian this much closer to singular than a diagonal one counts as not positive definite. */
    private static final double MIN_DETERMINANT = 1e-6;

    private final double[] z;
    private final double[] u;
    private final double[] v;
    private final double[] w;
    private double g1;
    private double g2;
    private double h11;
    private double h12;
    private double h22;
    private double f11;
    private double f12;
    private double f22;

    GarchLikelihood(double[] squares) {
        this.z = squares;
        this.u = new double[squares.length];
        this.v = new double[squares.length];
        this.w = new double[squares.length];
    }

    /** Fixes beta. */
    void filter(double beta) {
        double rest = 1.0 - beta;
        double a = 0.0;
        double b = 0.0;
        double c = 1.0;
        for (int t = 1; t < z.length; t++) {
            a = rest + beta * a;
            b = rest * z[t - 1] + beta * b;
            c = beta * c;
            u[t] = a;
            v[t] = b;
            w[t] = c;
        }
    }

    /** Newton's step within the box of {@code step} from where the objective was evaluated last; Fisher's where that is no descent. */
    void direction(BoxStep step) {
        if (h11 > 0.0 && h22 > 0.0 && h11 * h22 - h12 * h12 > MIN_DETERMINANT * h11 * h22) {
            step.solve(g1, g2, h11, h12, h22);
        } else {
            step.solve(g1, g2, f11, f12, f22);
        }
    }

    /** The objective; the derivatives are kept for {@link #direction}. */
    double evaluate(double p, double q) {
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
