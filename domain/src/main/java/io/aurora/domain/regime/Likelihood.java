package io.aurora.domain.regime;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.util.FastMath;

/** What the three fits share: Gaussian likelihoods conditional on the first return, and the information criterion. */
final class Likelihood {
    /** Fewest returns: the long autoregression of the ARMA's start needs its order and some rows more. */
    static final int MIN_RETURNS = 24;
    /** Least residual variance, in units of the series' variance: below it the series is, to rounding, a function of its past. */
    static final double MIN_VARIANCE = 1e-10;

    private static final double LN_TWO_PI = FastMath.log(2.0 * Math.PI);

    private Likelihood() {}

    /** Room for a series of this length. */
    static Standardised series(double[] returns) {
        Require.atLeast("returns.length", returns.length, MIN_RETURNS);
        return new Standardised(returns.length);
    }

    /** Of errors with this mean square, maximised over their variance, in the units of the returns. */
    static double ofVariance(Standardised series, double variance) {
        int terms = series.values().length - 1;
        return ofObjective(series, terms * (1.0 + FastMath.log(variance)));
    }

    /** Of {@code sum ln h + e^2 / h} of the standardised series, in the units of the returns. */
    static double ofObjective(Standardised series, double objective) {
        int terms = series.values().length - 1;
        return -0.5 * (terms * LN_TWO_PI + objective) - terms * FastMath.log(series.sd());
    }

    /** {@code -2 lnL + k ln(n - 1)}. */
    static double bic(double logLikelihood, int parameters, int returns) {
        return -2.0 * logLikelihood + parameters * FastMath.log(returns - 1);
    }
}
