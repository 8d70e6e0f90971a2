package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/**
 * The last {@code capacity} values in order of arrival, without order statistics ({@link RollingWindow} has them).
 *
 * <p>NaN is refused and {@code -0.0} enters as {@code 0.0}; infinities are kept. Every access is O(1); nothing is allocated but by
 * the constructor, the copies and {@link #toArray}. Not thread-safe.
 */
public final class RingBuffer {
    private final double[] ring;
    private int head;
    private int size;

    public RingBuffer(int capacity) {
        Require.atLeast("capacity", capacity, 1);
        this.ring = new double[capacity];
    }

    private RingBuffer(RingBuffer other) {
        this.ring = other.ring.clone();
        this.head = other.head;
        this.size = other.size;
    }

    /** A buffer holding {@code oldestFirst}, at most {@code capacity} values. */
    public static RingBuffer of(int capacity, double[] oldestFirst) {
        RingBuffer buffer = new RingBuffer(capacity);
        if (oldestFirst.length > capacity) {
            throw new IllegalArgumentException(
                    "length must be <= capacity: length=" + oldestFirst.length + ", capacity=" + capacity);
        }
        buffer.fill(oldestFirst, 0);
        return buffer;
    }

    /** Appends {@code x}; a full buffer loses its oldest value. */
    public void push(double x) {
        double value = Windows.entering(x);
        if (size < ring.length) {
            ring[slot(size)] = value;
            size++;
        } else {
            ring[head] = value;
            head = head + 1 == ring.length ? 0 : head + 1;
        }
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return ring.length;
    }

    public boolean isFull() {
        return size == ring.length;
    }

    /** The value at {@code ageFromOldest}: 0 is the oldest, {@code size - 1} the newest. */
    public double get(int ageFromOldest) {
        return ring[slot(Windows.index("age_from_oldest", ageFromOldest, size))];
    }

    /** The value at {@code age}: 0 is the newest, {@code size - 1} the oldest. */
    public double fromNewest(int age) {
        return ring[slot(size - 1 - Windows.index("age", age, size))];
    }

    public double newest() {
        return fromNewest(0);
    }

    /** The values, oldest first. */
    public double[] toArray() {
        return Windows.unroll(ring, head, size);
    }

    public RingBuffer copy() {
        return new RingBuffer(this);
    }

    /** The same values in a buffer of another capacity; a shorter one keeps the newest. */
    public RingBuffer resized(int capacity) {
        RingBuffer buffer = new RingBuffer(capacity);
        buffer.fill(toArray(), Math.max(0, size - capacity));
        return buffer;
    }

    public void clear() {
        head = 0;
        size = 0;
    }

    /** Same capacity and the same values in the same order of arrival. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RingBuffer that
                && ring.length == that.ring.length
                && Arrays.equals(toArray(), that.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * ring.length + Arrays.hashCode(toArray());
    }

    @Override
    public String toString() {
        return "RingBuffer[capacity=" + ring.length + ", size=" + size + "]";
    }

    private void fill(double[] oldestFirst, int from) {
        size = oldestFirst.length - from;
        for (int i = 0; i < size; i++) {
            ring[i] = Windows.entering(oldestFirst[from + i]);
        }
    }

    private int slot(int age) {
        int slot = head + age;
        return slot >= ring.length ? slot - ring.length : slot;
    }
}
