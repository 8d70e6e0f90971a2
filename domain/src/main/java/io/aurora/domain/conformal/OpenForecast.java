package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;

/**
 * A forecast waiting for its bar.
 *
 * @param yhat forecast log return
 * @param sigma scale, already floored, above 0
 * @param inflation at least 1
 * @param lo lower end of the interval, log return
 * @param hi upper end, at least {@code lo}
 * @param alphaTarget target miscoverage, in (0, 0.5]
 * @param trans TRANS when it was made
 */
public record OpenForecast(
        double yhat, double sigma, double inflation, double lo, double hi, double alphaTarget, boolean trans) {
    public OpenForecast {
        Require.finite("forecast.yhat", yhat);
        Require.positive("forecast.sigma", sigma);
        Require.within("forecast.inflation", inflation, 1.0, 10.0);
        Require.finite("forecast.lo", lo);
        Require.finite("forecast.hi", hi);
        Require.ordered("forecast.lo", lo, "forecast.hi", hi);
        Require.within("forecast.alpha_target", alphaTarget, 1e-6, 0.5);
    }

    /** Both ends are covered. */
    public boolean covers(double y) {
        return lo <= y && y <= hi;
    }

    /** {@code |y - yhat| / sigma}. */
    public double score(double y) {
        return Math.abs(y - yhat) / sigma;
    }

    /** {@code |y - yhat| / (sigma inflation)}, as score over inflation, in this order: ties with past scores hang on it. */
    public double scaledScore(double y) {
        return score(y) / inflation;
    }
}
