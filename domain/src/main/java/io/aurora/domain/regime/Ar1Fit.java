package io.aurora.domain.regime;

import java.util.Optional;

/**
 * AR(1) {@code r_t = c + phi r_{t-1} + e_t} by least squares, which is maximum likelihood conditional on r_1 (Gaussian, terms t = 2..n).
 *
 * @param c constant, in log-return
 * @param phi coefficient; not bounded
 * @param sigma2 mean squared error over the n - 1 terms
 * @param logLikelihood conditional log-likelihood at these values
 */
public record Ar1Fit(double c, double phi, double sigma2, double logLikelihood) {
    /** Parameters that the criterion counts: c, phi, sigma2. */
    public static final int PARAMETERS = 3;

    /** Fits at least {@value Likelihood#MIN_RETURNS} log-returns, oldest first; empty where the fit is undefined. */
    public static Optional<Ar1Fit> of(double[] returns) {
        Standardised series = Likelihood.series(returns);
        return series.of(returns) ? of(series) : Optional.empty();
    }

    static Optional<Ar1Fit> of(Standardised series) {
        ArmaProfile profile = new ArmaProfile(series.values(), Double.POSITIVE_INFINITY);
        profile.evaluate(0.0);
        profile.keep();
        double variance = profile.variance();
        if (!(variance >= Likelihood.MIN_VARIANCE)) {
            return Optional.empty();
        }
        double sd = series.sd();
        double c = series.mean() * (1.0 - profile.phi()) + sd * profile.constant();
        return Optional.of(new Ar1Fit(c, profile.phi(), sd * sd * variance, Likelihood.ofVariance(series, variance)));
    }
}
