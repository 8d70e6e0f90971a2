package io.aurora.domain.risk;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/**
 * A distributionally robust expected-shortfall portfolio:
 *
 * <pre>min over w, t  t + 1/(alpha n) sum_i max(-x_i.w - t, 0) + rho ||w||_2   s.t.  sum w = 1,  lo &lt;= w &lt;= hi,  ||w||_2 &lt;= normLimit</pre>
 *
 * <p>with {@code rho} from eps by the {@link Penalty}. Bounds that leave no portfolio are a refusal of the solver, not of this record:
 * only what is malformed (lengths, not-a-number, alpha outside (0, 1), negative eps, a mean absolute return whose square is no number) is refused here.
 *
 * @param scenarios n joint returns of d assets
 * @param alpha tail probability of the shortfall, in (0, 1)
 * @param lo least weight of each asset, finite
 * @param hi largest weight of each asset, finite
 * @param normLimit R, above 0
 * @param penalty how eps prices the norm
 * @param eps ambiguity radius in units of return, at least 0
 */
public record DroProblem(
        Scenarios scenarios, double alpha, double[] lo, double[] hi, double normLimit, Penalty penalty, double eps) {

    /** Norms are sums of squares, which vanish or overflow beyond these. */
    private static final double LEAST_UNIT = 1e-140;

    private static final double MOST_UNIT = 1e140;

    public DroProblem {
        if (!(alpha > 0.0 && alpha < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): alpha=" + alpha);
        }
        Require.positive("normLimit", normLimit);
        Require.nonNegative("eps", eps);
        double unit = scenarios.meanAbs();
        if (unit > 0.0 && unit < LEAST_UNIT || unit > MOST_UNIT && unit < Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "must be 0 or in [" + LEAST_UNIT + ", " + MOST_UNIT + "]: meanAbs=" + unit);
        }
        lo = bounds("lo", lo, scenarios.assets());
        hi = bounds("hi", hi, scenarios.assets());
    }

    /** The same bounds for every asset. */
    public static DroProblem of(
            Scenarios scenarios, double alpha, double lo, double hi, double normLimit, Penalty penalty, double eps) {
        double[] low = new double[scenarios.assets()];
        double[] high = new double[scenarios.assets()];
        Arrays.fill(low, lo);
        Arrays.fill(high, hi);
        return new DroProblem(scenarios, alpha, low, high, normLimit, penalty, eps);
    }

    public DroProblem withEps(double newEps) {
        return new DroProblem(scenarios, alpha, lo, hi, normLimit, penalty, newEps);
    }

    /** Price of the norm in the objective. */
    public double rho() {
        return penalty.rho(eps, alpha);
    }

    /** Largest dual weight of a scenario, {@code 1 / (alpha n)}. */
    double dualCap() {
        return 1.0 / (alpha * scenarios.count());
    }

    @Override
    public double[] lo() {
        return lo.clone();
    }

    @Override
    public double[] hi() {
        return hi.clone();
    }

    private static double[] bounds(String name, double[] values, int assets) {
        if (values.length != assets) {
            throw new IllegalArgumentException(
                    "must have a value per asset: " + name + ".length=" + values.length + ", assets=" + assets);
        }
        for (double value : values) {
            Require.finite(name, value);
        }
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DroProblem that
                && scenarios == that.scenarios
                && alpha == that.alpha
                && Arrays.equals(lo, that.lo)
                && Arrays.equals(hi, that.hi)
                && normLimit == that.normLimit
                && penalty == that.penalty
                && eps == that.eps;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lo) + Double.hashCode(eps);
    }

    @Override
    public String toString() {
        return "DroProblem[n=" + scenarios.count() + ", d=" + scenarios.assets() + ", alpha=" + alpha + ", normLimit="
                + normLimit + ", penalty=" + penalty + ", eps=" + eps + "]";
    }
}
