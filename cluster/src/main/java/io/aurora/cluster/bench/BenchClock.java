package io.aurora.cluster.bench;

import java.util.concurrent.TimeUnit;

/** Durations of a benchmark. */
final class BenchClock {
    private BenchClock() {}

    /** Seconds since {@code startedNanos}. */
    static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Milliseconds of so many nanoseconds, to a microsecond. */
    static double ms(double nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    /** {@code value} to three places. */
    static double round(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
