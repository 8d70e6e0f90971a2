package io.aurora.lab.replay;

import io.aurora.domain.statistics.Quantiles;
import java.util.Arrays;
import java.util.OptionalDouble;

/** A growing list of numbers, 8 bytes each; none is NaN. */
final class Doubles {
    private static final int FIRST = 1024;
    private double[] values = new double[FIRST];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    void addAll(Doubles other) {
        for (int i = 0; i < other.size; i++) {
            add(other.values[i]);
        }
    }

    int size() {
        return size;
    }

    /** Copy in ascending order. */
    double[] sorted() {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Quantile of type 7; absent where empty. */
    OptionalDouble quantile(double p) {
        return size == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.type7(sorted(), p));
    }
}
