package io.aurora.domain.transfer;

import io.aurora.domain.statistics.Gaussian;
import org.apache.commons.math3.distribution.BinomialDistribution;

/** How surely each criterion rejects a target that is off by twice what it allows. */
final class TransferPower {
    private TransferPower() {}

    /** An absolute difference with this standard error, in truth twice the tolerance: {@code P(|N(2 tol, se)| >= tol)}. */
    static double difference(double tolerance, double standardError) {
        if (standardError <= 0.0) {
            return 1.0;
        }
        double unit = tolerance / standardError;
        return clamp(Gaussian.cdf(unit) + Gaussian.cdf(-3.0 * unit));
    }

    /** Blocks that fail twice as often as allowed: probability that the share of those that pass stays below the threshold. */
    static double ratio(double leastRatio, int blocks) {
        if (blocks == 0) {
            return 1.0;
        }
        double passing = Math.max(0.0, 1.0 - 2.0 * (1.0 - leastRatio));
        int least = (int) Math.ceil(leastRatio * blocks - 1e-9);
        return clamp(new BinomialDistribution(null, blocks, passing).cumulativeProbability(least - 1));
    }

    private static double clamp(double p) {
        return Math.min(1.0, Math.max(0.0, p));
    }
}
