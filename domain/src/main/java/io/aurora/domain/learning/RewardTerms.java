package io.aurora.domain.learning;

import io.aurora.domain.check.Require;

/**
 * What an outcome is measured by.
 *
 * @param latencyRefMs latency that is worth nothing, milliseconds, &gt; 0
 * @param costRef cost that is worth nothing, in the outcome's own unit, &gt; 0
 * @param latencyWeight share of the latency score; the three weights are &gt;= 0 and add up to 1
 * @param costWeight share of the cost score
 * @param sloWeight share of a kept service level objective
 */
public record RewardTerms(
        double latencyRefMs, double costRef, double latencyWeight, double costWeight, double sloWeight) {
    /** The defaults: 200 ms, 1.0, and weights 0.6, 0.2, 0.2. */
    public static final RewardTerms DEFAULT = new RewardTerms(200.0, 1.0, 0.6, 0.2, 0.2);

    // three decimal fractions that add up to 1 on paper differ from it by a few units in the last place
    private static final double SUM_TOLERANCE = 1e-9;

    public RewardTerms {
        Require.positive("latency_ref_ms", latencyRefMs);
        Require.positive("cost_ref", costRef);
        Require.nonNegative("latency_weight", latencyWeight);
        Require.nonNegative("cost_weight", costWeight);
        Require.nonNegative("slo_weight", sloWeight);
        Require.within("sum_of_weights", latencyWeight + costWeight + sloWeight, 1 - SUM_TOLERANCE, 1 + SUM_TOLERANCE);
    }
}
