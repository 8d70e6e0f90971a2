package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;

/**
 * Order statistics without sorting everything (Hoare, 1961, "Algorithm 65: Find", with the median of three as pivot). Expected O(n), in
 * place, deterministic. NaN must not occur; ties need no rule, for equal values are interchangeable.
 */
public final class Selection {
    private Selection() {}

    /**
     * The value at {@code rank} (from 0) in descending order of {@code v[0..n)}, which is reordered: afterwards no value before the rank is
     * smaller, and none behind it is larger.
     */
    public static double kthLargest(double[] v, int n, int rank) {
        Require.atLeast("rank", rank, 0);
        Require.atLeast("n", n, rank + 1);
        int left = 0;
        int right = n - 1;
        while (left < right) {
            double pivot = median(v[left], v[(left + right) >>> 1], v[right]);
            int i = left;
            int j = right;
            while (i <= j) {
                while (v[i] > pivot) {
                    i++;
                }
                while (v[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = v[i];
                    v[i++] = v[j];
                    v[j--] = swap;
                }
            }
            if (rank <= j) {
                right = j;
            } else if (rank >= i) {
                left = i;
            } else {
                return v[rank];
            }
        }
        return v[rank];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
