package io.aurora.cluster.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something holds, looking again and again. */
final class Until {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Until() {}

    /**
     * Tries an assertion until it holds or a minute is over. Whatever else it throws counts as not holding either: a node that just
     * started answers with less than it will.
     */
    static void passes(Runnable assertion) {
        passes(PATIENCE, assertion);
    }

    /** The same with a limit of its own. */
    static void passes(Duration limit, Runnable assertion) {
        long start = System.nanoTime();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                if (over(start, limit)) {
                    throw e;
                }
            }
            pause();
        }
    }

    /**
     * Seconds until the condition held.
     *
     * @param state what to say where it does not hold in time
     */
    static double holds(Duration limit, BooleanSupplier condition, Supplier<?> state) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (over(start, limit)) {
                throw new AssertionError("not within " + limit + ": " + state.get());
            }
            pause();
        }
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static boolean over(long start, Duration limit) {
        return System.nanoTime() - start > limit.toNanos();
    }

    static void pause() {
        pause(PAUSE);
    }

    static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
