package io.aurora.domain.acceptance;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.settings.KappaSettings.Penalties;
import io.aurora.domain.settings.KappaSettings.Weights;
import io.aurora.domain.statistics.Gaussian;

/**
 * Kappa, the certainty of a forecast in [0, 1], and kappa-plus, the score the acceptance states move by. Higher is safer. Spec page
 * 10, section 5. Every uncertainty is in [0, 1]; NaN is refused.
 */
public final class Kappa {
    private static final double EPS = 1e-12;
    private static final double Z95 = Gaussian.quantile(0.95);
    private static final double LN_3 = StrictMath.log(3.0);
    private static final double SUM_TOLERANCE = 1e-6;

    private Kappa() {}

    /** U_state without a student: {@code clip(|rv_ratio|, 0, 1)}, where rv_ratio is feature 6. */
    public static double uStatePlain(double rvRatio) {
        return Math.min(1.0, Math.abs(Require.finite("rv_ratio", rvRatio)));
    }

    /**
     * U_state with a student: root mean square of the posterior standard deviations over the latent dimensions, clipped to 1, which
     * is as wide as the prior.
     *
     * @param sds at least one, each at least 0
     */
    public static double uStateStudent(double[] sds) {
        Require.atLeast("sds.length", sds.length, 1);
        double sum = 0.0;
        for (double sd : sds) {
            Require.nonNegative("sds", sd);
            sum += sd * sd;
        }
        return uStateStudent(Math.sqrt(sum / sds.length));
    }

    /** U_state with a student, from the root mean square of its posterior standard deviations. */
    public static double uStateStudent(double rms) {
        return Math.min(1.0, Require.nonNegative("latent_rms", rms));
    }

    /**
     * U_model: entropy of the router's probabilities over {@code ln 3}; an impossible regime adds nothing.
     *
     * @param probabilities of AR, ARMA and GARCH, summing to 1 within 1e-6
     */
    public static double uModel(double[] probabilities) {
        if (probabilities.length != 3) {
            throw new IllegalArgumentException("must be 3: probabilities.length=" + probabilities.length);
        }
        double entropy = 0.0;
        double sum = 0.0;
        for (double p : probabilities) {
            Require.within("probabilities", p, 0.0, 1.0);
            sum += p;
            entropy -= p > 0.0 ? p * StrictMath.log(p) : 0.0;
        }
        Require.within("probabilities.sum", sum, 1.0 - SUM_TOLERANCE, 1.0 + SUM_TOLERANCE);
        return Math.min(1.0, entropy / LN_3);
    }

    /**
     * U_forecast: {@code clip((width / (2 z_0.95 max(rv_60, sigma_floor) + eps) - 1) / 2, 0, 1)}.
     *
     * @param width of the interval, log returns
     * @param rv60 realised volatility over 60 bars, feature 5
     */
    public static double uForecast(double width, double rv60, double sigmaFloor) {
        Require.nonNegative("width", width);
        Require.nonNegative("rv_60", rv60);
        double expected = 2.0 * Z95 * Math.max(rv60, sigmaFloor) + EPS;
        return Math.min(1.0, Math.max(0.0, (width / expected - 1.0) / 2.0));
    }

    /** {@code 1 - (0.4 U_state + 0.3 U_model + 0.3 U_forecast)}. */
    public static double kappa(Weights weights, double uState, double uModel, double uForecast) {
        return 1.0 - (weights.state() * uState + weights.model() * uModel + weights.forecast() * uForecast);
    }

    /**
     * {@code 0.7 kappa + 0.3 bcc} less the penalties of the active soft guards; not clipped, so it can be negative.
     *
     * @param soft active soft guards; those without a penalty add none
     */
    public static double kappaPlus(KappaSettings settings, double kappa, double bcc, GuardSet soft) {
        Penalties penalties = settings.penalties();
        double penalty = 0.0;
        penalty += soft.contains(Guard.COVERAGE) ? penalties.coverage() : 0.0;
        penalty += soft.contains(Guard.LATENCY) ? penalties.latency() : 0.0;
        penalty += soft.contains(Guard.SURPRISAL) ? penalties.surprisal() : 0.0;
        penalty += soft.contains(Guard.WIDTH) ? penalties.width() : 0.0;
        return settings.gamma() * kappa + (1.0 - settings.gamma()) * bcc - penalty;
    }
}
