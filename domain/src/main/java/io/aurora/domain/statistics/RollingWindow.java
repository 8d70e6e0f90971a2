package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/**
 * The last {@code capacity} values with exact order statistics: a ring in order of arrival beside the same values sorted.
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
    private final double[] ring;
    private final double[] sorted;
    private int head;
    private int size;

    public RollingWindow(int capacity) {
        Require.atLeast("capacity", capacity, 1);
        this.ring = new double[capacity];
        this.sorted = new double[capacity];
    }

    private RollingWindow(RollingWindow other) {
        this.ring = other.ring.clone();
        this.sorted = other.sorted.clone();
        this.head = other.head;
        this.size = other.size;
    }

    /** A window holding {@code oldestFirst}, at most {@code capacity} values; O(n log n). */
    public static RollingWindow of(int capacity, double[] oldestFirst) {
        RollingWindow window = new RollingWindow(capacity);
        if (oldestFirst.length > capacity) {
            throw new IllegalArgumentException(
                    "length must be <= capacity: length=" + oldestFirst.length + ", capacity=" + capacity);
        }
        window.fill(oldestFirst, 0);
        return window;
    }

    /** Appends {@code x}; a full window loses its oldest value. */
    public void push(double x) {
        double value = Windows.entering(x);
        if (size < ring.length) {
            ring[slot(size)] = value;
            insert(value);
            size++;
        } else {
            double evicted = ring[head];
            ring[head] = value;
            head = head + 1 == ring.length ? 0 : head + 1;
            replace(evicted, value);
        }
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return ring.length;
    }

    /** Size once another value has been pushed: {@code min(size + 1, capacity)}. */
    public int sizeAfter() {
        return Math.min(size + 1, ring.length);
    }

    /** The value at {@code ageFromOldest}: 0 is the oldest, {@code size - 1} the newest. */
    public double get(int ageFromOldest) {
        return ring[slot(Windows.index("age_from_oldest", ageFromOldest, size))];
    }

    public double newest() {
        return get(size - 1);
    }

    /** The largest value. */
    public double max() {
        return kthSmallest(size);
    }

    /** Order statistic; {@code k} counts from 1 (the smallest) to {@code size}. */
    public double kthSmallest(int k) {
        return sorted[Windows.rank(k, size)];
    }

    /** How many values are strictly below {@code x}; O(log n). */
    public int countBelow(double x) {
        return lowerBound(Windows.entering(x));
    }

    /** Type 7 quantile of the values held: linear at {@code h = (n - 1) p}, {@code p} in [0, 1]. */
    public double quantile(double p) {
        return Quantiles.type7(sorted, size, p);
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
        return Windows.unroll(ring, head, size);
    }

    public RollingWindow copy() {
        return new RollingWindow(this);
    }

    /** The same values in a window of another capacity; a shorter one keeps the newest. */
    public RollingWindow resized(int capacity) {
        RollingWindow window = new RollingWindow(capacity);
        window.fill(toArray(), Math.max(0, size - capacity));
        return window;
    }

    public void clear() {
        head = 0;
        size = 0;
    }

    /** Same capacity and the same values in the same order of arrival. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RollingWindow that
                && ring.length == that.ring.length
                && Arrays.equals(toArray(), that.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * ring.length + Arrays.hashCode(toArray());
    }

    @Override
    public String toString() {
        return "RollingWindow[capacity=" + ring.length + ", size=" + size + "]";
    }

    private void fill(double[] oldestFirst, int from) {
        size = oldestFirst.length - from;
        for (int i = 0; i < size; i++) {
            ring[i] = Windows.entering(oldestFirst[from + i]);
        }
        System.arraycopy(ring, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
    }

    private int slot(int age) {
        int slot = head + age;
        return slot >= ring.length ? slot - ring.length : slot;
    }

    /** Rank of the value a push would evict; {@code size} where none would be. */
    private int leaving() {
        return size < ring.length ? size : lowerBound(ring[head]);
    }

    /**
     * The value of 0-based rank {@code rank} after {@code x} has come and the one of rank {@code leaving} has gone. Of the values
     * that stay, {@code low} and {@code high} are those of ranks {@code rank - 1} and {@code rank}: {@code x} either stands between
     * them or pushes one of them to this rank.
     */
    private double after(double x, int leaving, int rank) {
        int staying = leaving < size ? size - 1 : size;
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
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
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
        int high = size;
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
