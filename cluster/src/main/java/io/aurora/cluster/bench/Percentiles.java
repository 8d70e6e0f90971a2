package io.aurora.cluster.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What is shown of recorded times. */
public final class Percentiles {
    private Percentiles() {}

    /** Milliseconds of a histogram of nanoseconds. */
    public static Map<String, Object> of(Histogram histogram) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("p50", BenchClock.ms(histogram.getValueAtPercentile(50)));
        figures.put("p90", BenchClock.ms(histogram.getValueAtPercentile(90)));
        figures.put("p99", BenchClock.ms(histogram.getValueAtPercentile(99)));
        figures.put("p99_9", BenchClock.ms(histogram.getValueAtPercentile(99.9)));
        figures.put("max", BenchClock.ms(histogram.getMaxValue()));
        return figures;
    }

    /** {@code value} to three places. */
    public static double round(double value) {
        return BenchClock.round(value);
    }
}
