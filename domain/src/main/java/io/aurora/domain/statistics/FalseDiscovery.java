package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/**
 * Control of the false discovery rate (Benjamini and Hochberg, 1995, J. R. Statist. Soc. B 57) by adjusted p-values: the i-th smallest of m becomes
 * the least {@code p_(j) m / j} over {@code j >= i}, at most 1. A hypothesis is rejected at level q where its adjusted value is at most q. O(m log m).
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /** Adjusted p-values, in the order given. */
    public static double[] adjusted(double[] pValues) {
        int m = pValues.length;
        Integer[] order = new Integer[m];
        Arrays.setAll(order, i -> i);
        for (double p : pValues) {
            Require.within("p", p, 0.0, 1.0);
        }
        Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
        double[] out = new double[m];
        double least = 1.0;
        for (int rank = m; rank >= 1; rank--) {
            least = Math.min(least, pValues[order[rank - 1]] * m / rank);
            out[order[rank - 1]] = least;
        }
        return out;
    }
}
