package io.aurora.domain.tails;

import java.util.Arrays;

/**
 * A sample sorted once, from which the tail without one of 20 runs of consecutive values can be read in one pass: a jackknife that does not sort
 * or select anew for every run. O(n log n) to build, O(n) per run left out, 9 bytes a value.
 */
final class LeaveGroupOut {
    static final int GROUPS = 20;

    private final double[] sorted;
    private final byte[] group;
    private final int[] sizes = new int[GROUPS];
    private final double mean;
    private final double[] sums = new double[GROUPS];
    private final double[] squares = new double[GROUPS];

    LeaveGroupOut(double[] x) {
        int n = x.length;
        double total = 0.0;
        for (double value : x) {
            total += value / n;
        }
        mean = total;
        double[] values = x.clone();
        byte[] tags = new byte[n];
        int[] bounds = new int[GROUPS + 1];
        for (int g = 0; g < GROUPS; g++) {
            bounds[g + 1] = (int) ((long) n * (g + 1) / GROUPS);
            sizes[g] = bounds[g + 1] - bounds[g];
            Arrays.fill(tags, bounds[g], bounds[g + 1], (byte) g);
            addMoments(x, bounds[g], bounds[g + 1], g);
            Arrays.sort(values, bounds[g], bounds[g + 1]);
        }
        sorted = new double[n];
        group = new byte[n];
        merge(values, tags, bounds);
    }

    private void addMoments(double[] x, int from, int to, int g) {
        for (int i = from; i < to; i++) {
            sums[g] += x[i] - mean;
            squares[g] += (x[i] - mean) * (x[i] - mean);
        }
    }

    /** Merges the sorted runs two by two, back and forth between the two pairs of arrays. */
    private void merge(double[] values, byte[] tags, int[] bounds) {
        double[] from = values;
        byte[] fromTags = tags;
        double[] to = sorted;
        byte[] toTags = group;
        for (int step = 1; step < GROUPS; step *= 2) {
            for (int g = 0; g < GROUPS; g += 2 * step) {
                int middle = bounds[Math.min(GROUPS, g + step)];
                int end = bounds[Math.min(GROUPS, g + 2 * step)];
                mergeTwo(from, fromTags, new int[] {bounds[g], middle, end}, to, toTags);
            }
            double[] swap = from;
            from = to;
            to = swap;
            byte[] swapTags = fromTags;
            fromTags = toTags;
            toTags = swapTags;
        }
        System.arraycopy(from, 0, sorted, 0, sorted.length);
        System.arraycopy(fromTags, 0, group, 0, group.length);
    }

    private static void mergeTwo(double[] from, byte[] fromTags, int[] range, double[] to, byte[] toTags) {
        int left = range[0];
        int right = range[1];
        for (int at = range[0]; at < range[2]; at++) {
            boolean takeLeft = left < range[1] && (right >= range[2] || from[left] <= from[right]);
            int source = takeLeft ? left++ : right++;
            to[at] = from[source];
            toTags[at] = fromTags[source];
        }
    }

    /** The standardised tail, ascending but for the logarithms' order, of the sample without run {@code g}. */
    double[] tail(TailWasserstein.Form form, int g) {
        int n = sorted.length - sizes[g];
        double[] tail = new double[n / Series.TAIL_SHARE];
        int taken = 0;
        for (int i = 0; taken < tail.length; i++) {
            if (group[i] != g) {
                tail[taken++] = sorted[i];
            }
        }
        if (form == TailWasserstein.Form.MEAN_SD) {
            standardiseByMoments(tail, g, n);
        } else {
            standardiseByMiddle(form, tail, g, n);
        }
        Arrays.sort(tail);
        return tail;
    }

    private void standardiseByMoments(double[] tail, int g, int n) {
        double sum = 0.0;
        double square = 0.0;
        for (int h = 0; h < GROUPS; h++) {
            sum += h == g ? 0.0 : sums[h];
            square += h == g ? 0.0 : squares[h];
        }
        double shift = sum / n;
        double deviation = Math.sqrt(Math.max(0.0, square / n - shift * shift));
        TailWasserstein.standardise(TailWasserstein.Form.MEAN_SD, tail, mean + shift, deviation);
    }

    private void standardiseByMiddle(TailWasserstein.Form form, double[] tail, int g, int n) {
        int low = next(-1, 1, g);
        for (int i = 0; i < (n - 1) / 2; i++) {
            low = next(low, 1, g);
        }
        int high = n % 2 != 0 ? low : next(low, 1, g);
        double median = 0.5 * (sorted[low] + sorted[high]);
        TailWasserstein.standardise(form, tail, median, RobustScale.MAD_FACTOR * deviation(median, low, g, n));
    }

    /** Median distance from the median: the distances grow outwards on both sides, so they are met in ascending order. */
    private double deviation(double median, int low, int g, int n) {
        int left = low;
        int right = next(low, 1, g);
        double before = 0.0;
        double last = 0.0;
        for (int count = 0; count <= n / 2; count++) {
            double leftDistance = left < 0 ? Double.POSITIVE_INFINITY : median - sorted[left];
            double rightDistance = right >= sorted.length ? Double.POSITIVE_INFINITY : sorted[right] - median;
            before = last;
            if (leftDistance <= rightDistance) {
                last = leftDistance;
                left = next(left, -1, g);
            } else {
                last = rightDistance;
                right = next(right, 1, g);
            }
        }
        return n % 2 != 0 ? last : 0.5 * (before + last);
    }

    private int next(int from, int step, int g) {
        int at = from + step;
        while (at >= 0 && at < group.length && group[at] == g) {
            at += step;
        }
        return at;
    }
}
