package io.aurora.domain.regime;

import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Built-in router: softmax(-BIC / 2) over AR(1), ARMA(1,1) and GARCH(1,1) fitted to one window of log-returns, {@code BIC = -2 lnL + k
 * ln(n - 1)} with k = 3, 4, 4 (Schwarz 1978). All three likelihoods are Gaussian, conditional on the first return and over the same
 * terms, so that they compare.
 *
 * <p>Empty where a fit is undefined: a constant window, one with a value that is not finite, or one that an autoregression reproduces
 * to rounding. A function of its argument alone, the same bits everywhere; safe for any thread.
 */
public final class BicRouter {
    private BicRouter() {}

    /** Probabilities of a window of at least {@value Likelihood#MIN_RETURNS} returns, oldest first. */
    public static Optional<RegimeProbabilities> fit(double[] returns) {
        Standardised series = Likelihood.series(returns);
        if (!series.of(returns)) {
            return Optional.empty();
        }
        Optional<Ar1Fit> ar = Ar1Fit.of(series);
        Optional<Arma11Fit> arma = ar.isPresent() ? Arma11Fit.of(series) : Optional.empty();
        if (arma.isEmpty()) {
            return Optional.empty();
        }
        int n = returns.length;
        return Optional.of(softmax(
                Likelihood.bic(ar.get().logLikelihood(), Ar1Fit.PARAMETERS, n),
                Likelihood.bic(arma.get().logLikelihood(), Arma11Fit.PARAMETERS, n),
                Likelihood.bic(Garch11Fit.of(series).logLikelihood(), Garch11Fit.PARAMETERS, n)));
    }

    /** The least criterion is taken off first, so that nothing overflows and one term is exactly 1. */
    private static RegimeProbabilities softmax(double ar, double arma, double garch) {
        double least = Math.min(ar, Math.min(arma, garch));
        double a = FastMath.exp(0.5 * (least - ar));
        double b = FastMath.exp(0.5 * (least - arma));
        double c = FastMath.exp(0.5 * (least - garch));
        double sum = a + b + c;
        return new RegimeProbabilities(a / sum, b / sum, c / sum);
    }
}
