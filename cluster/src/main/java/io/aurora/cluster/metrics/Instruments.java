package io.aurora.cluster.metrics;

import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.DynamicRange;
import kamon.metric.Gauge;
import kamon.metric.Histogram;
import kamon.metric.MeasurementUnit;
import kamon.tag.TagSet;

/**
 * Kamon's instruments by specification. Looking one up costs a hash of its labels: keep those of hot paths. All are safe for use by
 * many threads.
 */
final class Instruments {
    /** Added to a recorded gauge, since Kamon's know no negative values; figures below its negative do not occur. */
    static final double GAUGE_OFFSET = 1000.0;

    /** Recorded for "no value"; a line with it is left out of the scrape. */
    static final double ABSENT = 0.0;

    /** An hour of nanoseconds. */
    private static final long HIGHEST = 3_600_000_000_000L;

    private Instruments() {}

    /** A gauge of any finite value, or of none. */
    static final class Level {
        private final Gauge gauge;

        private Level(Gauge gauge) {
            this.gauge = gauge;
        }

        /** Shows {@code value}; what is not finite shows as no value. */
        void set(double value) {
            gauge.update(Double.isFinite(value) ? value + GAUGE_OFFSET : ABSENT);
        }

        /** Shows no value. */
        void clear() {
            gauge.update(ABSENT);
        }
    }

    /** A histogram in the unit of its name. */
    static final class Spread {
        private final Histogram histogram;
        private final MetricSpec spec;

        private Spread(Histogram histogram, MetricSpec spec) {
            this.histogram = histogram;
            this.spec = spec;
        }

        /** Records {@code value}; below the lowest value it counts as that, beyond the range as its end. */
        void record(double value) {
            long scaled = (long) spec.recorded(value);
            histogram.record(Math.max(0L, Math.min(HIGHEST, scaled)));
        }
    }

    static Counter counter(MetricSpec spec, String... values) {
        require(spec, MetricSpec.Type.COUNTER);
        return Kamon.counter(spec.name(), spec.help()).withTags(tags(spec, values));
    }

    static Level gauge(MetricSpec spec, String... values) {
        require(spec, MetricSpec.Type.GAUGE);
        return new Level(Kamon.gauge(spec.name(), spec.help()).withTags(tags(spec, values)));
    }

    static Spread histogram(MetricSpec spec, String... values) {
        require(spec, MetricSpec.Type.HISTOGRAM);
        Histogram histogram = Kamon.histogram(
                        spec.name(), spec.help(), MeasurementUnit.none(), new DynamicRange(1L, HIGHEST, spec.digits()))
                .withTags(tags(spec, values));
        return new Spread(histogram, spec);
    }

    private static void require(MetricSpec spec, MetricSpec.Type type) {
        if (spec.type() != type) {
            throw new IllegalArgumentException("must be a " + type + ": name=" + spec.name());
        }
    }

    private static TagSet tags(MetricSpec spec, String... values) {
        if (values.length != spec.labels().size()) {
            throw new IllegalArgumentException(
                    "must have a value for each label: name=" + spec.name() + ", values=" + values.length);
        }
        TagSet tags = TagSet.Empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.withTag(spec.labels().get(i), values[i]);
        }
        return tags;
    }
}
