package io.aurora.domain.conformal;

/**
 * Prediction interval {@code yhat +- q sigma inflation} for the next bar.
 *
 * @param alpha miscoverage served
 * @param alphaTarget target miscoverage
 * @param q conformal quantile, units of sigma
 * @param sigma scale after the floor
 * @param inflation at least 1
 * @param yhat forecast log return
 * @param halfWidth log return
 * @param lo lower end, log return
 * @param hi upper end, log return
 * @param trans TRANS of the forecast's bar
 */
public record NextInterval(
        double alpha,
        double alphaTarget,
        double q,
        double sigma,
        double inflation,
        double yhat,
        double halfWidth,
        double lo,
        double hi,
        boolean trans) {

    /** Half of an interval's width, log return: quantile times scale (after the floor) times inflation (spec page 10, section 3). */
    public static double half(double q, double scale, double inflation) {
        return q * scale * inflation;
    }

    /** The forecast to be settled against the next bar. */
    public OpenForecast open() {
        return new OpenForecast(yhat, sigma, inflation, lo, hi, alphaTarget, trans);
    }
}
