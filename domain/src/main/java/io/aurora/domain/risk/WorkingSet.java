package io.aurora.domain.risk;

import io.aurora.domain.statistics.Selection;
import java.util.Arrays;

/**
 * Which scenarios take part in a round, in ascending order: the worst at the starting weights first, then those that turn out to be bad at
 * better weights. Expected O(n) per choice. Not thread-safe.
 */
final class WorkingSet {
    /** Problems up to this many scenarios are solved whole. */
    private static final int WHOLE = 128;

    /** Rounds with a working set; the next one takes every scenario. */
    private static final int ROUNDS = 3;

    /** The first round takes the worst 3 alpha n and 4 d: fastest of those tried on heavy-tailed factor scenarios. */
    private static final double TAILS = 3.0;

    private int[] index = new int[0];
    private boolean[] taken = new boolean[0];
    private int size;

    int[] index() {
        return index;
    }

    /** Scenarios of the first round. */
    int first(double[] losses, double[] scratch, int n, double alpha, int assets) {
        int wanted = (int) (TAILS * alpha * n) + 4 * assets;
        return worst(losses, scratch, n, n <= WHOLE ? n : wanted);
    }

    /** The {@code wanted} largest losses, all where there are no more, and those tied with the last. */
    int worst(double[] losses, double[] scratch, int n, int wanted) {
        if (index.length < n) {
            index = new int[n];
            taken = new boolean[n];
        }
        size = Math.min(n, wanted);
        double least = threshold(losses, scratch, n, size);
        for (int i = 0; i < n; i++) {
            taken[i] = losses[i] >= least;
        }
        return list(n);
    }

    /** Takes every scenario. */
    int all(int n) {
        Arrays.fill(taken, 0, n, true);
        return list(n);
    }

    /** Adds as many of the worst as the first round took, or all after the last round. */
    int grow(double[] losses, double[] scratch, int n, int round) {
        double least = round < ROUNDS ? threshold(losses, scratch, n, size) : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            taken[i] |= losses[i] >= least;
        }
        return list(n);
    }

    private static double threshold(double[] losses, double[] scratch, int n, int wanted) {
        if (wanted >= n) {
            return Double.NEGATIVE_INFINITY;
        }
        System.arraycopy(losses, 0, scratch, 0, n);
        return Selection.kthLargest(scratch, n, wanted - 1);
    }

    private int list(int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (taken[i]) {
                index[count++] = i;
            }
        }
        return count;
    }
}
