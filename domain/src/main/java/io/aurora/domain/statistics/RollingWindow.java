package io.aurora.domain.statistics;

import java.util.Arrays;

/**
 * The last {@code capacity} values with exact order statistics: a {@link RingBuffer} beside the same values sorted.
 *
 * <p><b>Order.</b> Ascending; NaN is refused; {@code -0.0} enters as {@code 0.0}, so that numerical order and {@link
 * Double#compare} are one and the same here. Infinities are kept. Equal values are indistinguishable.
 *
 * <p><b>Previews.</b> {@code ...After(x, ...)} answers as if {@code x} had been pushed (and the oldest value evicted from a full
 * window), without changing anything: {@code w.kthSmallestAfter(x, k)} equals {@code w.push(x); w.kthSmallest(k)} to the bit.
 *
 * <p><b>Cost.</b> {@code push} searches in O(log n) and moves at most n doubles by one {@link System#arraycopy}; order statistics
 * and quantiles are O(1), their previews O(log n). Nothing is allocated but by the constructor, the copies and {@link #toArray}.
 * The window keeps 16 bytes per unit of capacity. Not thread-safe.
 */
public final class RollingWindow {
    private final RingBuffer ring;
    private final double[] sorted;

    public RollingWindow(int capacity) {
        this(new RingBuffer(capacity), new double[capacity]);
    }

    private RollingWindow(RingBuffer ring, double[] sorted) {
        this.ring = ring;
        this.sorted = sorted;
    }

    private static RollingWindow of(RingBuffer ring) {
        double[] sorted = Arrays.copyOf(ring.toArray(), ring.capacity());
        Arrays.sort(sorted, 0, ring.size());
        return new RollingWindow(ring, sorted);
    }

    /** A window holding {@code oldestFirst}, at most {@code capacity} values; O(n log n). */
    public static RollingWindow of(int capacity, double[] oldestFirst) {
        return of(RingBuffer.of(capacity, oldestFirst));
    }

    /** Appends {@code x}; a full window loses its oldest value. */
    public void push(double x) {
        double value = Windows.entering(x);
        if (ring.isFull()) {
            replace(ring.get(0), value);
        } else {
            insert(value);
        }
        ring.push(value);
    }

    public int size() {
        return ring.size();
    }

    public int capacity() {
        return ring.capacity();
    }

    /** Size once another value has been pushed: {@code min(size + 1, capacity)}. */
    public int sizeAfter() {
        return Math.min(ring.size() + 1, ring.capacity());
    }

    /** The value at {@code ageFromOldest}: 0 is the oldest, {@code size - 1} the newest. */
    public double get(int ageFromOldest) {
        return ring.get(ageFromOldest);
    }

    public double newest() {
        return ring.newest();
    }

    /** The largest value. */
    public double max() {
        return kthSmallest(ring.size());
    }

    /** Order statistic; {@code k} counts from 1 (the smallest) to {@code size}. */
    public double kthSmallest(int k) {
        return sorted[Windows.rank(k, ring.size())];
    }

    /** How many values are strictly below {@code x}; O(log n). */
    public int countBelow(double x) {
        return lowerBound(Windows.entering(x));
    }

    /** Type 7 quantile of the values held: linear at {@code h = (n - 1) p}, {@code p} in [0, 1]. */
    public double quantile(double p) {
        return Quantiles.type7(sorted, ring.size(), p);
    }

    /** {@link #kthSmallest} as if {@code x} had been pushed; {@code k} in [1, {@link #sizeAfter}]. */
    public double kthSmallestAfter(double x, int k) {
        return after(Windows.entering(x), leaving(), Windows.rank(k, sizeAfter()));
    }

    /** {@link #quantile} as if {@code x} had been pushed. */
    public double quantileAfter(double x, double p) {
        double value = Windows.entering(x);
        double h = Quantiles.position(sizeAfter(), p);
        int low = (int) h;
        int leaving = leaving();
        double lower = after(value, leaving, low);
        return h == low ? lower : Quantiles.between(lower, after(value, leaving, low + 1), h - low);
    }

    /** The values, oldest first. */
    public double[] toArray() {
        return ring.toArray();
    }

    public RollingWindow copy() {
        return new RollingWindow(ring.copy(), sorted.clone());
    }

    /** The same values in a window of another capacity; a shorter one keeps the newest. */
    public RollingWindow resized(int capacity) {
        return of(ring.resized(capacity));
    }

    public void clear() {
        ring.clear();
    }

    /** Same capacity and the same values in the same order of arrival. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RollingWindow that && ring.equals(that.ring);
    }

    @Override
    public int hashCode() {
        return ring.hashCode();
    }

    @Override
    public String toString() {
        return "RollingWindow[capacity=" + ring.capacity() + ", size=" + ring.size() + "]";
    }

    /** Rank of the value a push would evict; the size where none would be. */
    private int leaving() {
        return ring.isFull() ? lowerBound(ring.get(0)) : ring.size();
    }

    /**
     * The value of 0-based rank {@code rank} after {@code x} has come and the one of rank {@code leaving} has gone. Of the values
     * that stay, {@code low} and {@code high} are those of ranks {@code rank - 1} and {@code rank}: {@code x} either stands between
     * them or pushes one of them to this rank.
     */
    private double after(double x, int leaving, int rank) {
        int staying = leaving < ring.size() ? ring.size() - 1 : ring.size();
        if (rank > 0) {
            double low = sorted[rank - 1 < leaving ? rank - 1 : rank];
            if (x < low) {
                return low;
            }
        }
        if (rank < staying) {
            double high = sorted[rank < leaving ? rank : rank + 1];
            if (x > high) {
                return high;
            }
        }
        return x;
    }

    private void insert(double value) {
        int at = lowerBound(value);
        System.arraycopy(sorted, at, sorted, at + 1, ring.size() - at);
        sorted[at] = value;
    }

    /** One move instead of a removal and an insertion: only the values between the two places shift. */
    private void replace(double evicted, double value) {
        int from = lowerBound(evicted);
        int to = lowerBound(value);
        if (to > from) {
            to--;
            System.arraycopy(sorted, from + 1, sorted, from, to - from);
        } else {
            System.arraycopy(sorted, to, sorted, to + 1, from - to);
        }
        sorted[to] = value;
    }

    /** Number of sorted values strictly below {@code x}. */
    private int lowerBound(double x) {
        int low = 0;
        int high = ring.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
