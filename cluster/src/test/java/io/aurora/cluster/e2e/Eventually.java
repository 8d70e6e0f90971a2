package io.aurora.cluster.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something holds. */
final class Eventually {
    private static final long PAUSE_MS = 50;

    private Eventually() {}

    /**
     * Seconds until it held.
     *
     * @param state what to say where it does not hold in time
     */
    static double holds(Duration limit, BooleanSupplier condition, Supplier<?> state) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + state.get());
            }
            pause(PAUSE_MS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
