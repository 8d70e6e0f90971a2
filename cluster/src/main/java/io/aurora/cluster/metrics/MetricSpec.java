package io.aurora.cluster.metrics;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One metric as it is exposed.
 *
 * @param name name in the scrape
 * @param type its kind
 * @param scale recorded whole numbers per unit of the name, for histograms; 1 otherwise
 * @param offset added to each value of a histogram before it is recorded, since Kamon's know no negative ones; 0 otherwise
 * @param digits significant digits that a histogram keeps of a value; each one more makes its array eight times as long
 * @param help what it is, one line
 * @param labels names of its labels, in order
 */
public record MetricSpec(
        String name, Type type, double scale, double offset, int digits, String help, List<String> labels) {
    /** Kinds of metrics. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** A bucket's edge is met to a thousandth. */
    private static final int EXACT = 3;

    private static final int COARSE = 2;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public MetricSpec {
        labels = List.copyOf(labels);
        Require.positive("scale", scale);
        Require.nonNegative("offset", offset);
        if (!NAME.matcher(name).matches()
                || !labels.stream().allMatch(l -> NAME.matcher(l).matches())) {
            throw new IllegalArgumentException("must match " + NAME + ": name=" + name + ", labels=" + labels);
        }
        if (type == Type.COUNTER && !name.endsWith("_total")) {
            throw new IllegalArgumentException("a counter must end in _total: name=" + name);
        }
        if (labels.contains("symbol")) {
            throw new IllegalArgumentException("a symbol must be no label: name=" + name);
        }
    }

    static MetricSpec counter(String name, String help, String... labels) {
        return new MetricSpec(name, Type.COUNTER, 1.0, 0.0, EXACT, help, List.of(labels));
    }

    static MetricSpec gauge(String name, String help, String... labels) {
        return new MetricSpec(name, Type.GAUGE, 1.0, 0.0, EXACT, help, List.of(labels));
    }

    static MetricSpec histogram(String name, double scale, String help, String... labels) {
        return new MetricSpec(name, Type.HISTOGRAM, scale, 0.0, EXACT, help, List.of(labels));
    }

    /** The same for values from {@code -offset} on. */
    MetricSpec from(double lowest) {
        return new MetricSpec(name, type, scale, -lowest, digits, help, labels);
    }

    /** The same where a hundredth of a value is near enough: nothing is decided by its buckets' edges. */
    MetricSpec coarse() {
        return new MetricSpec(name, type, scale, offset, COARSE, help, labels);
    }

    /** A value of its histogram as it is recorded. */
    double recorded(double value) {
        return Math.rint((value + offset) * scale);
    }

    /** The value behind a recorded one. */
    double shown(double recorded) {
        return (recorded - Math.rint(offset * scale)) / scale;
    }

    /** Names of the series that Prometheus keeps of it. */
    public List<String> series() {
        return type == Type.HISTOGRAM ? List.of(name + "_bucket", name + "_sum", name + "_count") : List.of(name);
    }
}
