package io.aurora.domain.regime;

import java.util.Arrays;
import java.util.Optional;

/**
 * GARCH(1,1) {@code h_t = omega + alpha e_{t-1}^2 + beta h_{t-1}}, e = r minus its mean, h_1 its variance (divisor n), by Gaussian
 * quasi-likelihood over t = 2..n (Bollerslev 1986); omega &gt; 0, alpha, beta &gt;= 0, alpha + beta &lt;= 0.9999.
 *
 * <p>omega and alpha are solved out for a given beta ({@link GarchProfile}) and beta is searched globally ({@link ProfileSearch}), once
 * along the solutions with a small alpha and once along those with a large one, which a single huge return sets apart. The likelihood
 * of a hundred returns has several maxima, many of them on a bound: Commons Math's Nelder-Mead in (omega, alpha, beta) from one start
 * ended more than 1e-3 lower on 682 of 2,000 simulated windows of 128 returns, and took about four times as long.
 *
 * @param mu mean of the returns
 * @param omega constant of the variance, at least 1e-8 of the series' variance
 * @param alpha weight of the last squared error
 * @param beta weight of the last variance
 * @param logLikelihood conditional log-likelihood at these values
 */
public record Garch11Fit(double mu, double omega, double alpha, double beta, double logLikelihood) {
    /** Parameters that the criterion counts: mu, omega, alpha, beta. */
    public static final int PARAMETERS = 4;

    private static final double[] GRID = grid(
            0.0,
            0.1,
            0.22,
            0.35,
            0.5,
            0.65,
            0.77,
            0.86,
            0.92,
            0.955,
            0.975,
            0.987,
            0.995,
            GarchProfile.MAX_PERSISTENCE);
    private static final double TOLERANCE = 1e-4;
    private static final double MARGIN = 4.0;

    /** Fits at least {@value Likelihood#MIN_RETURNS} log-returns, oldest first; empty where the fit is undefined. */
    public static Optional<Garch11Fit> of(double[] returns) {
        Standardised series = Likelihood.series(returns);
        return series.of(returns) ? Optional.of(of(series)) : Optional.empty();
    }

    static Garch11Fit of(Standardised series) {
        double[] x = series.values();
        double[] squares = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            squares[t] = x[t] * x[t];
        }
        GarchProfile profile = new GarchProfile(squares, GRID.length);
        ProfileSearch search = new ProfileSearch(GRID, MARGIN, TOLERANCE);
        search.minimise(profile);
        profile.searchHigh();
        search.minimise(profile);
        double sd = series.sd();
        return new Garch11Fit(
                series.mean(),
                sd * sd * profile.omega(),
                profile.alpha(),
                profile.beta(),
                Likelihood.ofObjective(series, profile.objective()));
    }

    private static double[] grid(double... betas) {
        return Arrays.stream(betas).map(GarchProfile::argument).toArray();
    }
}
