package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;

/**
 * Thresholds of a transfer validation.
 *
 * @param leastCtr share of blocks that must pass, in [0, 1]
 * @param leastDcts distributional and co-tail similarity, in [0, 1]
 * @param tailTolerance largest difference of the tail indices, exclusive, above 0
 * @param hurstTolerance largest difference of the Hurst exponents, exclusive, above 0
 * @param alpha miscoverage of the intervals that are carried over, in (0, 1)
 * @param block forecasts per block, at least 20
 * @param leastObservations fewest returns in either domain for a verdict
 */
public record TransferRules(
        double leastCtr,
        double leastDcts,
        double tailTolerance,
        double hurstTolerance,
        double alpha,
        int block,
        int leastObservations) {
    /** CTR 0.8, DCTS 0.7, |d xi| below 0.1, |d H| below 0.05, alpha 0.10, blocks of 250, from 8,192 observations on. */
    public static final TransferRules DEFAULT = new TransferRules(0.8, 0.7, 0.1, 0.05, 0.10, 250, 8192);

    private static final int LEAST_BLOCK = 20;

    public TransferRules {
        Require.within("leastCtr", leastCtr, 0.0, 1.0);
        Require.within("leastDcts", leastDcts, 0.0, 1.0);
        Require.positive("tailTolerance", tailTolerance);
        Require.positive("hurstTolerance", hurstTolerance);
        if (!(alpha > 0.0 && alpha < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): alpha=" + alpha);
        }
        Require.atLeast("block", block, LEAST_BLOCK);
        Require.atLeast("leastObservations", leastObservations, 1);
    }

    /** The same thresholds with another least size. */
    public TransferRules withLeastObservations(int least) {
        return new TransferRules(leastCtr, leastDcts, tailTolerance, hurstTolerance, alpha, block, least);
    }
}
