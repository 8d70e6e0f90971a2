package io.aurora.domain.statistics;

import java.util.ArrayList;
import java.util.List;

/** The slow twin of {@link RollingWindow}: a list in order of arrival, sorted anew for every question. */
final class NaiveWindow {
    private final int capacity;
    private final List<Double> values = new ArrayList<>();

    NaiveWindow(int capacity) {
        this.capacity = capacity;
    }

    void push(double x) {
        values.add(x == 0.0 ? 0.0 : x);
        if (values.size() > capacity) {
            values.remove(0);
        }
    }

    double[] oldestFirst() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int countBelow(double x) {
        return (int) values.stream().filter(value -> value < x).count();
    }

    /** Written out from the definition: the weighted mean of the two order statistics around {@code (n - 1) p}. */
    double quantile(double p) {
        double[] sorted = sorted();
        double h = (sorted.length - 1) * p;
        double below = sorted[(int) Math.floor(h)];
        double above = sorted[(int) Math.ceil(h)];
        return below == above ? below : below + (h - Math.floor(h)) * (above - below);
    }
}
