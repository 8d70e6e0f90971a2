package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;

/**
 * Outcome of a test.
 *
 * @param statistic the test statistic, not NaN; infinite where the likelihood under the null is zero
 * @param pValue in [0, 1]
 * @param n observations it rests on
 */
public record TestResult(double statistic, double pValue, int n) {
    public TestResult {
        if (Double.isNaN(statistic)) {
            throw new IllegalArgumentException("must be a number: statistic=" + statistic);
        }
        Require.within("pValue", pValue, 0.0, 1.0);
        Require.atLeast("n", n, 1);
    }
}
