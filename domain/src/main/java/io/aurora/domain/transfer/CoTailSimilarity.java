package io.aurora.domain.transfer;

import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.tails.TailWasserstein;

/**
 * Distributional and co-tail similarity (DCTS): {@code 1 - max(min(1, TW / 0.5), |d theta|, |d lambda|)} with the log tail Wasserstein distance of the returns
 * over their past EWMA volatility, the extremal index and the tail dependence of losses. The worst component counts: a mean would hide it.
 *
 * @param tailDistance TW with its standard error
 * @param clusterDifference |d theta| with its standard error
 * @param dependenceDifference |d lambda| with its standard error
 */
public record CoTailSimilarity(
        TailEstimate.Value tailDistance,
        TailEstimate.Value clusterDifference,
        TailEstimate.Value dependenceDifference) {
    /** Tail distance that counts as wholly different. */
    static final double FULL_DISTANCE = 0.5;

    static TailEstimate tailDistance(TransferDomain source, TransferDomain target) {
        return TailWasserstein.of(
                TailWasserstein.Form.LOG, EwmaReturns.of(source.returns()), EwmaReturns.of(target.returns()));
    }

    /** In [0, 1]. */
    public double value() {
        double distance = Math.min(1.0, tailDistance.estimate() / FULL_DISTANCE);
        double worst = Math.max(distance, Math.max(clusterDifference.estimate(), dependenceDifference.estimate()));
        return 1.0 - worst;
    }

    /** Largest standard error of the three components, in units of the similarity. */
    double worstError() {
        return Math.max(
                tailDistance.standardError() / FULL_DISTANCE,
                Math.max(clusterDifference.standardError(), dependenceDifference.standardError()));
    }
}
