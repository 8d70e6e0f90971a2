package io.aurora.domain.conformal;

/**
 * Scores in ascending order with their ages, for the exponentially weighted conformal quantile (Barber, Candès, Ramdas and Tibshirani
 * 2023, fixed weights): the newest score has age 1 and weight {@code exp(-decay age)}, the coming one weight 1 at infinity; the
 * quantile is the smallest s with the weight of scores {@code <= s} at least {@code (1-alpha)(1 + sum w) - 1e-9}, else the largest.
 *
 * <p>Equal scores stand oldest first, so that the sums, and with them the bits, depend on the scores in order and on nothing else.
 * Push and quantile are O(W).
 */
final class WeightedOrder {
    private final double[] values;
    private final int[] stamps;
    private final double[] weights;
    private final double[] totals;
    private int size;
    private int newest;

    WeightedOrder(int capacity, double decay) {
        values = new double[capacity];
        stamps = new int[capacity];
        weights = new double[capacity + 1];
        totals = new double[capacity + 1];
        for (int age = 1; age <= capacity; age++) {
            weights[age] = StrictMath.exp(-decay * age);
            totals[age] = totals[age - 1] + weights[age];
        }
    }

    private WeightedOrder(WeightedOrder other) {
        values = other.values.clone();
        stamps = other.stamps.clone();
        weights = other.weights;
        totals = other.totals;
        size = other.size;
        newest = other.newest;
    }

    WeightedOrder copy() {
        return new WeightedOrder(this);
    }

    /**
     * Enters a score.
     *
     * @param oldest the score that leaves; read only where the window is full
     */
    void push(double score, double oldest) {
        if (size == values.length) {
            int gone = lowerBound(oldest);
            System.arraycopy(values, gone + 1, values, gone, size - gone - 1);
            System.arraycopy(stamps, gone + 1, stamps, gone, size - gone - 1);
            size--;
        }
        int at = upperBound(score);
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(stamps, at, stamps, at + 1, size - at);
        values[at] = score;
        stamps[at] = ++newest;
        size++;
    }

    double quantile(double alpha) {
        double needed = needed(alpha, size);
        double sum = 0.0;
        for (int i = 0; i < size; i++) {
            // stamps may wrap around; their differences do not
            sum += weights[newest - stamps[i] + 1];
            if (sum >= needed) {
                return values[i];
            }
        }
        return values[size - 1];
    }

    /** The quantile as {@link #quantile} would give it after {@link #push}; reads only. */
    double quantileAfter(double score, double oldest, double alpha) {
        boolean full = size == values.length;
        int gone = full ? lowerBound(oldest) : -1;
        int at = upperBound(score);
        double needed = needed(alpha, full ? size : size + 1);
        double sum = 0.0;
        double last = score;
        for (int i = 0; i <= size; i++) {
            if (i == at) {
                sum += weights[1];
                last = score;
                if (sum >= needed) {
                    return last;
                }
            }
            if (i < size && i != gone) {
                sum += weights[newest - stamps[i] + 2];
                last = values[i];
                if (sum >= needed) {
                    return last;
                }
            }
        }
        return last;
    }

    private double needed(double alpha, int n) {
        return (1.0 - alpha) * (1.0 + totals[n]) - ConformalRank.WHOLE;
    }

    private int lowerBound(double x) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int upperBound(double x) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
