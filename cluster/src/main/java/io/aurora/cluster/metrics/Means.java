package io.aurora.cluster.metrics;

import io.aurora.domain.statistics.Quantiles;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Figures of one kind over many symbols: mean, smallest, largest, percentile. Not safe for use by several threads. */
final class Means {
    private double[] values = new double[16];
    private int n;

    void add(double value) {
        if (n == values.length) {
            values = Arrays.copyOf(values, 2 * n);
        }
        values[n++] = value;
    }

    OptionalDouble mean() {
        return Arrays.stream(values, 0, n).average();
    }

    OptionalDouble min() {
        return Arrays.stream(values, 0, n).min();
    }

    OptionalDouble max() {
        return Arrays.stream(values, 0, n).max();
    }

    /** Quantile of type 7. */
    OptionalDouble quantile(double p) {
        if (n == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return OptionalDouble.of(Quantiles.type7(sorted, p));
    }
}
