package io.aurora.domain.learning;

import io.aurora.domain.check.Require;

/**
 * How a task went.
 *
 * @param latencyMs milliseconds, &gt;= 0
 * @param cost in the unit of {@link RewardTerms#costRef}, &gt;= 0
 * @param failures attempts that failed, &gt;= 0
 * @param sloHit whether its service level objective was kept
 */
public record TaskOutcome(double latencyMs, double cost, int failures, boolean sloHit) {
    public TaskOutcome {
        Require.nonNegative("latency_ms", latencyMs);
        Require.nonNegative("cost", cost);
        Require.atLeast("failures", failures, 0);
    }
}
