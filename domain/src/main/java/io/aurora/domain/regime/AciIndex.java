package io.aurora.domain.regime;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.RegimeSettings;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * ACI, the ARMA crossbar index: how far the autoregressive part of a mixed model stands from a plain autoregression, in standard
 * errors. On a window of n log-returns, made to have mean 0 and standard deviation 1 (divisor n):
 *
 * <pre>
 *   raw = ||phi_AR - phi_ARMA||_2 / (s_phi + 1e-6),   s_phi = sqrt((1 - phi_2^2) / n)
 * </pre>
 *
 * phi_AR = AR(2) by Yule-Walker; phi_ARMA = the two AR coefficients of an ARMA(2,1) by the first two steps of Hannan and Rissanen
 * (1982): residuals e of a long Yule-Walker autoregression (order p), then least squares, without a constant, of x_t on x_{t-1},
 * x_{t-2}, e_{t-1} for t = p+1..n-1. The index is raw / ref.
 *
 * <p>Undefined (no value, which the caller's average passes over) where the window is constant (sd below 1e-12) or holds a value that is
 * not finite, 1 - r_1^2 &lt; 1e-8, |phi_2| &gt;= 1, a prediction variance of the long autoregression or a pivot of the normal equations
 * is below 1e-8.
 *
 * <p>An instance keeps scratch arrays only: {@link #compute} allocates nothing, its answer depends on its argument alone, and the
 * instance belongs to one thread and to no state. Cost O(n p).
 */
public final class AciIndex {
    private static final double TINY = 1e-8;
    private static final double ERROR_FLOOR = 1e-6;

    private final int window;
    private final int longOrder;
    private final Standardised series;
    private final YuleWalker longRegression;
    private final double[] residuals;
    private boolean ar2Defined;
    private boolean defined;
    private double arPhi1;
    private double arPhi2;
    private double arError;
    private double armaPhi1;
    private double armaPhi2;
    private double armaTheta;

    /**
     * @param window returns n, more than {@code longOrder + 4}
     * @param longOrder order p of the long autoregression, at least 2
     */
    public AciIndex(int window, int longOrder) {
        Require.atLeast("long_order", longOrder, 2);
        Require.atLeast("window", window, longOrder + 5);
        this.window = window;
        this.longOrder = longOrder;
        this.series = new Standardised(window);
        this.longRegression = new YuleWalker(longOrder);
        this.residuals = new double[window];
    }

    public AciIndex(RegimeSettings.Aci settings) {
        this(settings.window(), settings.longOrder());
    }

    /** AR(2) coefficients and the standard error of a coefficient. */
    public record Ar2(double phi1, double phi2, double error) {}

    /** ARMA(2,1) coefficients: the recursion adds {@code theta e_{t-1}}. */
    public record Arma21(double phi1, double phi2, double theta) {}

    /** Everything behind one index; {@code ar2} may stand where {@code arma21} and {@code raw} are undefined. */
    public record Result(Optional<Ar2> ar2, Optional<Arma21> arma21, OptionalDouble raw) {}

    /** The index before its division by ref, for a window of its own length. */
    public static OptionalDouble raw(double[] returns, int longOrder) {
        return explain(returns, longOrder).raw();
    }

    /** The index in units of the settings' ref. */
    public static OptionalDouble of(double[] returns, RegimeSettings.Aci settings) {
        AciIndex index = new AciIndex(settings);
        return index.compute(returns) ? OptionalDouble.of(index.value(settings.ref())) : OptionalDouble.empty();
    }

    /** The index with the coefficients it comes from. */
    public static Result explain(double[] returns, int longOrder) {
        AciIndex index = new AciIndex(returns.length, longOrder);
        boolean defined = index.compute(returns);
        return new Result(
                index.ar2Defined ? Optional.of(new Ar2(index.arPhi1, index.arPhi2, index.arError)) : Optional.empty(),
                defined ? Optional.of(new Arma21(index.armaPhi1, index.armaPhi2, index.armaTheta)) : Optional.empty(),
                defined ? OptionalDouble.of(index.value(1.0)) : OptionalDouble.empty());
    }

    /** Computes the index of {@code window} returns, oldest first; false where it is undefined. */
    public boolean compute(double[] returns) {
        defined = false;
        ar2Defined = false;
        if (!series.of(returns)) {
            return false;
        }
        double[] x = series.values();
        boolean longDefined = longRegression.fit(x, window);
        if (!ar2() || !longDefined) {
            return false;
        }
        longRegression.residuals(x, window, residuals);
        defined = arma21(x);
        return defined;
    }

    /** The index of the last {@link #compute}, which must have been defined. */
    public double value(double ref) {
        if (!defined) {
            throw new IllegalStateException("index is undefined: compute() answered false");
        }
        double d1 = arPhi1 - armaPhi1;
        double d2 = arPhi2 - armaPhi2;
        return Math.sqrt(d1 * d1 + d2 * d2) / (arError + ERROR_FLOOR) / ref;
    }

    private boolean ar2() {
        double r0 = longRegression.covariance(0);
        double r1 = longRegression.covariance(1) / r0;
        double r2 = longRegression.covariance(2) / r0;
        double rest = 1.0 - r1 * r1;
        if (!(rest >= TINY)) {
            return false;
        }
        arPhi1 = r1 * (1.0 - r2) / rest;
        arPhi2 = (r2 - r1 * r1) / rest;
        if (!(Math.abs(arPhi2) < 1.0)) {
            return false;
        }
        arError = Math.sqrt((1.0 - arPhi2 * arPhi2) / window);
        ar2Defined = true;
        return true;
    }

    /** Least squares of x_t on x_{t-1}, x_{t-2}, e_{t-1}: normal equations, whose nine sums run side by side in one pass. */
    private boolean arma21(double[] x) {
        double[] e = residuals;
        double s11 = 0.0;
        double s12 = 0.0;
        double s22 = 0.0;
        double s13 = 0.0;
        double s23 = 0.0;
        double s33 = 0.0;
        double y1 = 0.0;
        double y2 = 0.0;
        double y3 = 0.0;
        for (int t = longOrder + 1; t < window; t++) {
            double a = x[t - 1];
            double b = x[t - 2];
            double c = e[t - 1];
            double y = x[t];
            s11 += a * a;
            s12 += a * b;
            s22 += b * b;
            s13 += a * c;
            s23 += b * c;
            s33 += c * c;
            y1 += a * y;
            y2 += b * y;
            y3 += c * y;
        }
        return solve(s11, s12, s22, s13, s23, s33, y1, y2, y3);
    }

    /** Elimination in the given order; the equations are positive semi-definite, so no exchange of rows is needed. */
    private boolean solve(
            double s11, double s12, double s22, double s13, double s23, double s33, double y1, double y2, double y3) {
        if (!(s11 >= TINY)) {
            return false;
        }
        double l21 = s12 / s11;
        double l31 = s13 / s11;
        double pivot2 = s22 - l21 * s12;
        if (!(pivot2 >= TINY)) {
            return false;
        }
        double t23 = s23 - l21 * s13;
        double l32 = t23 / pivot2;
        double pivot3 = s33 - l31 * s13 - l32 * t23;
        if (!(pivot3 >= TINY)) {
            return false;
        }
        double z2 = y2 - l21 * y1;
        double z3 = y3 - l31 * y1 - l32 * z2;
        armaTheta = z3 / pivot3;
        armaPhi2 = (z2 - t23 * armaTheta) / pivot2;
        armaPhi1 = (y1 - s12 * armaPhi2 - s13 * armaTheta) / s11;
        return true;
    }
}
