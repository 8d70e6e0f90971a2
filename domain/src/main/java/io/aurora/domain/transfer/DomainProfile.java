package io.aurora.domain.transfer;

import io.aurora.domain.tails.ExtremalIndex;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.LocalWhittle;
import io.aurora.domain.tails.RobustScale;
import io.aurora.domain.tails.TailDependence;
import io.aurora.domain.tails.TailEstimate;

/**
 * The invariants of a domain, each with its standard error.
 *
 * @param xi Hill's tail index of the returns over their past EWMA volatility
 * @param hurst local Whittle exponent, {@code m = floor(n^0.85)}, of the returns standardised by median and 1.4826 MAD and clipped to +-4: a
 *     handful of extremes would otherwise set the whole spectrum
 * @param extremalIndex of the raw |returns|
 * @param dependence upper tail dependence of the losses of symbol and benchmark
 */
public record DomainProfile(TailEstimate xi, TailEstimate hurst, TailEstimate extremalIndex, TailEstimate dependence) {
    private static final double HURST_POWER = 0.85;
    private static final double CLIP = 4.0;

    /** Estimates all four; each may be refused on its own. */
    public static DomainProfile of(TransferDomain domain) {
        double[] returns = domain.returns();
        return new DomainProfile(
                HillEstimator.of(EwmaReturns.of(returns)),
                LocalWhittle.of(clipped(returns), HURST_POWER),
                ExtremalIndex.of(returns),
                TailDependence.of(negated(returns), negated(domain.benchmark())));
    }

    private static double[] clipped(double[] returns) {
        if (returns.length == 0) {
            return returns;
        }
        RobustScale scale = RobustScale.of(returns);
        double[] out = new double[returns.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.min(CLIP, Math.max(-CLIP, (returns[i] - scale.median()) / scale.deviation()));
        }
        return out;
    }

    private static double[] negated(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -x[i];
        }
        return out;
    }
}
