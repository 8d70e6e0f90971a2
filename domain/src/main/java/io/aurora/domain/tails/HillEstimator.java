package io.aurora.domain.tails;

import io.aurora.domain.tails.Series.LogExcess;
import java.util.Optional;

/**
 * Tail index xi of |x| by Hill (1975, "A simple general approach to inference about the tail of a distribution"): the mean of {@code ln X_(i)}
 * over the k = n/20 largest absolute values, less the logarithm of the (k+1)-th. Standard error {@code xi / sqrt k}.
 *
 * <p>Refused: a series that is constant or not finite, fewer than 20 tail points, a (k+1)-th largest of zero. O(n) expected; one copy.
 */
public final class HillEstimator {
    private HillEstimator() {}

    /** Estimate over the whole series. */
    public static TailEstimate of(double[] x) {
        Optional<TailEstimate.Refused> refusal = refusal(x);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<LogExcess> excess = LogExcess.of(x);
        if (excess.isEmpty() || excess.get().mean() <= 0.0) {
            return Series.constant("tail", 0.0);
        }
        LogExcess tail = excess.get();
        return new TailEstimate.Value(tail.mean(), tail.mean() / Math.sqrt(tail.k()), tail.k());
    }

    static Optional<TailEstimate.Refused> refusal(double[] x) {
        int k = x.length / Series.TAIL_SHARE;
        return k < Series.LEAST_TAIL
                ? Optional.of(Series.tooShort("tail points", k, Series.LEAST_TAIL))
                : Series.refusal(x);
    }
}
