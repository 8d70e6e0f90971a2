package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;

/**
 * Whether extremes of one symbol lead those of another.
 *
 * @param cause index of the leading symbol
 * @param effect index of the other
 * @param likelihoodRatio of the pairwise test
 * @param pValue of it
 * @param adjusted p-value after Benjamini and Hochberg over all ordered pairs
 * @param isPresent whether the edge is in the graph
 */
public record CausalEdge(
        int cause, int effect, double likelihoodRatio, double pValue, double adjusted, boolean isPresent) {
    public CausalEdge {
        Require.nonNegative("likelihoodRatio", likelihoodRatio);
        Require.within("pValue", pValue, 0.0, 1.0);
        Require.within("adjusted", adjusted, 0.0, 1.0);
    }
}
