package io.aurora.domain.simulation;

import io.aurora.domain.check.Require;

/**
 * Law of the returns while one regime reigns. With {@code sigma} the regime's long-run standard deviation of a bar's continuous
 * return (the scenario's volatility times {@code volFactor}):
 *
 * <pre>
 * x_t = ar x_{t-1} + ma e_{t-1} + e_t           continuous part, e_t = sqrt(h_t) z_t, z_t standard normal
 * h_t = (1 - arch - garch) v + arch e_{t-1}^2 + garch h_{t-1}
 * v   = sigma^2 (1 - ar^2) / (1 + 2 ar ma + ma^2)   so that x_t has the variance sigma^2
 * J_t = sigma N(jumpMean, jumpSd^2) with probability jumpProb, else 0
 * </pre>
 *
 * @param name label of the regime, for tests that know the truth
 * @param volFactor volatility as a multiple of the scenario's, {@code > 0}
 * @param drift mean return of a bar in units of sigma, [-1, 1]
 * @param ar autoregressive coefficient, (-1, 1)
 * @param ma moving-average coefficient, (-1, 1)
 * @param arch weight of the last squared shock, {@code >= 0}; {@code arch + garch < 1}
 * @param garch weight of the last variance, {@code >= 0}
 * @param jumpProb probability of a jump in a bar, [0, 1]
 * @param jumpMean mean jump in units of sigma
 * @param jumpSd standard deviation of a jump in units of sigma, {@code >= 0}
 * @param meanDwellBars mean stay in the regime in bars, {@code >= 1}; the stay is geometric
 */
public record RegimeLaw(
        String name,
        double volFactor,
        double drift,
        double ar,
        double ma,
        double arch,
        double garch,
        double jumpProb,
        double jumpMean,
        double jumpSd,
        double meanDwellBars) {
    /** Largest |ar| and |ma|: beyond it the variance of x is no longer settled within a regime's stay. */
    private static final double MAX_COEFFICIENT = 0.98;

    public RegimeLaw {
        Require.positive("vol_factor", volFactor);
        Require.within("drift", drift, -1.0, 1.0);
        Require.within("ar", ar, -MAX_COEFFICIENT, MAX_COEFFICIENT);
        Require.within("ma", ma, -MAX_COEFFICIENT, MAX_COEFFICIENT);
        Require.nonNegative("arch", arch);
        Require.nonNegative("garch", garch);
        Require.within("arch + garch", arch + garch, 0.0, 0.999);
        Require.within("jump_prob", jumpProb, 0.0, 1.0);
        Require.finite("jump_mean", jumpMean);
        Require.nonNegative("jump_sd", jumpSd);
        Require.within("mean_dwell_bars", meanDwellBars, 1.0, 1e9);
    }

    /** A regime without drift, autocorrelation and jumps, of the scenario's own volatility. */
    static RegimeLaw of(String name, double meanDwellBars) {
        return new RegimeLaw(name, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, meanDwellBars);
    }

    RegimeLaw withVolFactor(double factor) {
        return new RegimeLaw(name, factor, drift, ar, ma, arch, garch, jumpProb, jumpMean, jumpSd, meanDwellBars);
    }

    RegimeLaw withMean(double newDrift, double newAr, double newMa) {
        return new RegimeLaw(
                name, volFactor, newDrift, newAr, newMa, arch, garch, jumpProb, jumpMean, jumpSd, meanDwellBars);
    }

    RegimeLaw withGarch(double newArch, double newGarch) {
        return new RegimeLaw(
                name, volFactor, drift, ar, ma, newArch, newGarch, jumpProb, jumpMean, jumpSd, meanDwellBars);
    }

    RegimeLaw withJumps(double prob, double mean, double sd) {
        return new RegimeLaw(name, volFactor, drift, ar, ma, arch, garch, prob, mean, sd, meanDwellBars);
    }
}
