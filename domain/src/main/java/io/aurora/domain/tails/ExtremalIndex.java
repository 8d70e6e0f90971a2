package io.aurora.domain.tails;

import io.aurora.domain.statistics.Selection;
import java.util.Arrays;
import java.util.Optional;

/**
 * Extremal index theta of |x|, the reciprocal of the mean size of a cluster of extremes, by the intervals estimator (Ferro and Segers, 2003,
 * J. R. Statist. Soc. B 65, equations 4 to 6). Threshold: the (k+1)-th largest absolute value, k = n/20; an exceedance is strictly above it.
 * Capped at 1.
 *
 * <p>Standard error by the jackknife that leaves out one of 20 runs of consecutive inter-exceedance times at a time, on the uncapped
 * estimate. Refused: a series that is constant or not finite, fewer than 30 exceedances. O(n) expected.
 */
public final class ExtremalIndex {
    private static final int LEAST_EXCEEDANCES = 30;
    private static final int GROUPS = 20;

    private ExtremalIndex() {}

    /** Estimate over the whole series. */
    public static TailEstimate of(double[] x) {
        Optional<TailEstimate.Refused> refusal = Series.refusal(x);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        double threshold = Selection.kthLargest(Series.absolute(x), x.length, x.length / Series.TAIL_SHARE);
        int[] gaps = gaps(x, threshold);
        if (gaps.length + 1 < LEAST_EXCEEDANCES) {
            return Series.tooShort("exceedances", gaps.length + 1, LEAST_EXCEEDANCES);
        }
        Sums all = new Sums();
        all.add(gaps, 0, gaps.length);
        return new TailEstimate.Value(Math.min(1.0, all.theta()), jackknife(gaps), gaps.length + 1);
    }

    /** Times between successive exceedances. */
    private static int[] gaps(double[] x, double threshold) {
        int[] gaps = new int[x.length];
        int count = 0;
        int last = -1;
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i]) > threshold) {
                if (last >= 0) {
                    gaps[count++] = i - last;
                }
                last = i;
            }
        }
        return Arrays.copyOf(gaps, count);
    }

    private static double jackknife(int[] gaps) {
        double[] without = new double[GROUPS];
        double mean = 0.0;
        for (int g = 0; g < GROUPS; g++) {
            Sums sums = new Sums();
            sums.add(gaps, 0, bound(gaps.length, g));
            sums.add(gaps, bound(gaps.length, g + 1), gaps.length);
            without[g] = sums.theta();
            mean += without[g] / GROUPS;
        }
        double square = 0.0;
        for (double theta : without) {
            square += (theta - mean) * (theta - mean);
        }
        return Math.sqrt(square * (GROUPS - 1) / GROUPS);
    }

    private static int bound(int count, int group) {
        return (int) ((long) count * group / GROUPS);
    }

    /** Exact sums of whole numbers, as long as the squares of the series' length fit a long. */
    private static final class Sums {
        private long count;
        private long longest;
        private long sum;
        private long square;

        void add(int[] gaps, int from, int to) {
            for (int i = from; i < to; i++) {
                long gap = gaps[i];
                count++;
                longest = Math.max(longest, gap);
                sum += gap;
                square += gap * gap;
            }
        }

        /** Uncapped; the second form removes the bias of long gaps (their equation 5). */
        double theta() {
            if (longest <= 2) {
                return 2.0 * sum * sum / ((double) count * square);
            }
            double shifted = sum - count;
            return 2.0 * shifted * shifted / ((double) count * (square - 3 * sum + 2 * count));
        }
    }
}
