package io.aurora.domain.statistics;

/** What the windows share: the check of an entering value, of indexes and ranks, and the unrolling of a ring. */
final class Windows {
    private Windows() {}

    /** Refuses NaN; {@code -0.0} becomes {@code 0.0}. */
    static double entering(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("must not be NaN: x=" + x);
        }
        return x + 0.0;
    }

    static int index(String name, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    name + " must be in [0, size): " + name + "=" + index + ", size=" + size);
        }
        return index;
    }

    /** 0-based rank of the {@code k}-th smallest of {@code size}. */
    static int rank(int k, int size) {
        if (k < 1 || k > size) {
            throw new IndexOutOfBoundsException("k must be in [1, size]: k=" + k + ", size=" + size);
        }
        return k - 1;
    }

    static double[] unroll(double[] ring, int head, int size) {
        double[] oldestFirst = new double[size];
        int first = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, oldestFirst, 0, first);
        System.arraycopy(ring, 0, oldestFirst, first, size - first);
        return oldestFirst;
    }
}
