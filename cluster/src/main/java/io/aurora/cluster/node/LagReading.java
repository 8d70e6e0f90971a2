package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a lag every few seconds, on threads that may wait. */
final class LagReading {
    private static final Logger LOG = LoggerFactory.getLogger(LagReading.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private LagReading() {}

    /** {@code failed} is run where {@code reading} throws. */
    static void every(ActorSystem<?> system, Runnable reading, Runnable failed) {
        system.scheduler()
                .scheduleWithFixedDelay(
                        PAUSE,
                        PAUSE,
                        () -> read(reading, failed),
                        system.dispatchers().lookup(DispatcherSelector.blocking()));
    }

    private static void read(Runnable reading, Runnable failed) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            LOG.debug("no lag this time", e);
            failed.run();
        }
    }
}
