package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.special.Beta;

/**
 * Is one forecast's loss lower than the other's? Diebold and Mariano (1995, J. Bus. Econ. Stat. 13) with the small-sample factor of Harvey,
 * Leybourne and Newbold (1997, Int. J. Forecasting 13) against t with n - 1 degrees of freedom, two-sided. The variance of the mean
 * difference takes autocovariances (divisor n) up to lag h - 1; where that sum is not positive, Bartlett weights replace it. Needs n of at
 * least 30. O(n h).
 *
 * @param meanDifference mean of {@code loss1 - loss2}: negative where the first forecast is better
 * @param uncorrected the statistic before the factor
 * @param result corrected statistic and p-value
 * @param bartlett whether Bartlett weights were needed
 */
public record DieboldMariano(double meanDifference, double uncorrected, TestResult result, boolean bartlett) {
    private static final int LEAST = 30;

    /** Compares losses of forecasts {@code horizon} steps ahead, {@code 1 <= horizon < n}. */
    public static DieboldMariano of(double[] loss1, double[] loss2, int horizon) {
        Samples.requireSameLength("Diebold-Mariano test", loss1, loss2);
        Samples.require("Diebold-Mariano test", loss1, LEAST);
        Samples.require("Diebold-Mariano test", loss2, LEAST);
        int n = loss1.length;
        Require.atLeast("horizon", horizon, 1);
        Require.atLeast("n", n, horizon + 1);
        double[] d = new double[n];
        double mean = 0.0;
        for (int i = 0; i < n; i++) {
            d[i] = loss1[i] - loss2[i];
            mean += d[i] / n;
        }
        double variance = longRunVariance(d, mean, horizon, false);
        boolean bartlett = !(variance > 0.0);
        variance = bartlett ? longRunVariance(d, mean, horizon, true) : variance;
        if (!(variance > 0.0)) {
            throw new IllegalArgumentException("Diebold-Mariano test needs losses that differ: variance=" + variance);
        }
        double dm = mean / Math.sqrt(variance / n);
        double h = horizon;
        double statistic = dm * Math.sqrt((n + 1.0 - 2.0 * h + h * (h - 1.0) / n) / n);
        return new DieboldMariano(mean, dm, new TestResult(statistic, twoSided(statistic, n - 1), n), bartlett);
    }

    private static double longRunVariance(double[] d, double mean, int horizon, boolean bartlett) {
        double sum = 0.0;
        for (int lag = 0; lag < horizon; lag++) {
            double covariance = 0.0;
            for (int i = lag; i < d.length; i++) {
                covariance += (d[i] - mean) * (d[i - lag] - mean);
            }
            double weight = lag == 0 ? 1.0 : 2.0 * (bartlett ? 1.0 - (double) lag / horizon : 1.0);
            sum += weight * covariance / d.length;
        }
        return sum;
    }

    /** Two-sided tail of Student's t, from the incomplete beta function: accurate far out too. */
    private static double twoSided(double t, double degrees) {
        return Math.min(1.0, Beta.regularizedBeta(degrees / (degrees + t * t), 0.5 * degrees, 0.5));
    }
}
