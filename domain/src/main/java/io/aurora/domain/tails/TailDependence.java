package io.aurora.domain.tails;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Upper tail dependence lambda_U of two series: {@code 2 - ln C(u, u) / ln u} with the empirical copula of average ranks over n + 1 at u = 0.95,
 * clipped to [0, 1] (Coles, Heffernan and Tawn, 1999, Extremes 2). For losses negate both series.
 *
 * <p>Standard error {@code sqrt(k j (1 - j)) / (n C |ln u|)} with k = n (1 - u) and j the share of joint exceedances, (count + 1/2)/(k + 1):
 * with ranks the margins are fixed, so only the joint count varies. Refused: series of unequal length are a caller's error; constant or not
 * finite ones and fewer than 20 tail points are data's. O(n log n).
 */
public final class TailDependence {
    private static final double LEVEL = 0.95;

    private TailDependence() {}

    /** Estimate for the pairs {@code (x_i, y_i)}. */
    public static TailEstimate of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("must be as long: x.length=" + x.length + ", y.length=" + y.length);
        }
        int tail = x.length / Series.TAIL_SHARE;
        if (tail < Series.LEAST_TAIL) {
            return Series.tooShort("tail points", tail, Series.LEAST_TAIL);
        }
        Optional<TailEstimate.Refused> refusal = Series.refusal(x).or(() -> Series.refusal(y));
        return refusal.isPresent() ? refusal.get() : estimate(x, y);
    }

    private static TailEstimate estimate(double[] x, double[] y) {
        int n = x.length;
        double highX = threshold(x);
        double highY = threshold(y);
        int below = 0;
        int joint = 0;
        for (int i = 0; i < n; i++) {
            boolean xHigh = x[i] > highX;
            boolean yHigh = y[i] > highY;
            below += !xHigh && !yHigh ? 1 : 0;
            joint += xHigh && yHigh ? 1 : 0;
        }
        if (below == 0) {
            return Series.constant("copula below the level", 0.0);
        }
        double logLevel = FastMath.log(LEVEL);
        double copula = (double) below / n;
        double lambda = 2.0 - FastMath.log(copula) / logLevel;
        double k = n * (1.0 - LEVEL);
        double j = (joint + 0.5) / (k + 1.0);
        double error = Math.sqrt(Math.max(0.0, k * j * (1.0 - j))) / (n * copula * Math.abs(logLevel));
        return new TailEstimate.Value(Math.min(1.0, Math.max(0.0, lambda)), error, (int) k);
    }

    /** Largest value whose average rank over n + 1 is at most the level; minus infinity where even the least value's is above. */
    private static double threshold(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int end = n;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && !(sorted[start - 1] < sorted[end - 1])) {
                start--;
            }
            if (0.5 * (start + 1 + end) / (n + 1) <= LEVEL) {
                return sorted[end - 1];
            }
            end = start;
        }
        return Double.NEGATIVE_INFINITY;
    }
}
