package io.aurora.cluster.metrics;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kamon.Kamon;
import kamon.metric.PeriodSnapshot;
import kamon.module.MetricReporter;

/** Lets a test wait for Kamon's readings. */
final class Ticks implements MetricReporter {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int MOST = 100;
    private final Semaphore readings = new Semaphore(0);

    static Ticks start() {
        Ticks ticks = new Ticks();
        Kamon.addReporter("ticks-" + NUMBER.incrementAndGet(), ticks);
        return ticks;
    }

    /** The first scrape, looked at after each reading, that holds all of {@code markers}. */
    String scrapeWith(NodeMetrics metrics, String... markers) throws InterruptedException {
        for (int tick = 0; tick < MOST; tick++) {
            if (!readings.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new AssertionError("no reading within 10 s");
            }
            String text = metrics.scrape();
            if (Arrays.stream(markers).allMatch(text::contains)) {
                return text;
            }
        }
        throw new AssertionError(
                "not scraped after " + MOST + " readings: " + Arrays.toString(markers) + "\n" + metrics.scrape());
    }

    @Override
    public void reportPeriodSnapshot(PeriodSnapshot snapshot) {
        readings.release();
    }

    @Override
    public void stop() {}

    @Override
    public void reconfigure(Config config) {}
}
