package io.aurora.domain.tails;

import io.aurora.domain.tails.Series.LogExcess;
import java.util.Optional;

/**
 * Tail index of |x| by the moment estimator (Dekkers, Einmahl and de Haan, 1989, Ann. Statist. 17, equation 1.7): {@code M1 + 1 - 1 / (2 (1 -
 * M1^2 / M2))} with the first two moments of the log excesses over the (k+1)-th largest, k = n/20. Unlike Hill's it may be negative, for
 * tails thinner than any power. Standard error from the asymptotic variance of their theorem 3.1.
 *
 * <p>Refused as by {@link HillEstimator}, and where all tail points are equal. O(n) expected; one copy.
 */
public final class MomentEstimator {
    private MomentEstimator() {}

    /** Estimate over the whole series. */
    public static TailEstimate of(double[] x) {
        Optional<TailEstimate.Refused> refusal = HillEstimator.refusal(x);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<LogExcess> excess = LogExcess.of(x);
        if (excess.isEmpty()
                || !(excess.get().meanSquare()
                        > excess.get().mean() * excess.get().mean())) {
            return Series.constant("tail", 0.0);
        }
        LogExcess tail = excess.get();
        double xi = tail.mean() + 1.0 - 0.5 / (1.0 - tail.mean() * tail.mean() / tail.meanSquare());
        return new TailEstimate.Value(xi, Math.sqrt(variance(xi) / tail.k()), tail.k());
    }

    private static double variance(double xi) {
        if (xi >= 0.0) {
            return 1.0 + xi * xi;
        }
        double two = 1.0 - 2.0 * xi;
        double three = 1.0 - 3.0 * xi;
        double four = 1.0 - 4.0 * xi;
        double bracket = 4.0 - 8.0 * two / three + (5.0 - 11.0 * xi) * two / (three * four);
        return (1.0 - xi) * (1.0 - xi) * two * bracket;
    }
}
