package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/** The last settlements as hits and misses, with their counts in O(1). Mutable, not thread-safe. */
final class HitWindow {
    private final boolean[] ring;
    private int head;
    private int size;
    private int misses;

    HitWindow(int capacity) {
        ring = new boolean[Require.atLeast("capacity", capacity, 1)];
    }

    /** The newest of {@code oldestFirst} in a window of {@code capacity}. */
    static HitWindow of(int capacity, boolean[] oldestFirst) {
        HitWindow window = new HitWindow(capacity);
        for (int i = Math.max(0, oldestFirst.length - capacity); i < oldestFirst.length; i++) {
            window.push(oldestFirst[i]);
        }
        return window;
    }

    void push(boolean hit) {
        misses = missesAfter(hit);
        if (size < ring.length) {
            ring[size++] = hit;
        } else {
            ring[head] = hit;
            head = head + 1 == ring.length ? 0 : head + 1;
        }
    }

    int size() {
        return size;
    }

    int sizeAfter() {
        return Math.min(size + 1, ring.length);
    }

    int misses() {
        return misses;
    }

    int missesAfter(boolean hit) {
        int gone = size == ring.length && !ring[head] ? 1 : 0;
        return misses - gone + (hit ? 0 : 1);
    }

    boolean[] toArray() {
        boolean[] oldestFirst = new boolean[size];
        int first = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, oldestFirst, 0, first);
        System.arraycopy(ring, 0, oldestFirst, first, size - first);
        return oldestFirst;
    }

    HitWindow copy() {
        return resized(ring.length);
    }

    HitWindow resized(int capacity) {
        return of(capacity, toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HitWindow that
                && ring.length == that.ring.length
                && Arrays.equals(toArray(), that.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * ring.length + Arrays.hashCode(toArray());
    }
}
