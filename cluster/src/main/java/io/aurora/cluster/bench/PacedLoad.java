package io.aurora.cluster.bench;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Requests at a given rate, evenly spaced, whatever the answers do: a request that is late is sent at once and counts from when it was due. */
public final class PacedLoad {
    private static final long PAUSE_MS = 20;
    private static final long LONGEST_WAIT_MS = 60_000;

    private final double rate;
    private final AtomicLong underWay = new AtomicLong();

    /** Sends one request. */
    @FunctionalInterface
    public interface Request {
        /**
         * @param number from 0
         * @param dueNanos when it was due, as {@link System#nanoTime} counts
         * @param counted false in the warm-up
         * @return ends once the answer is dealt with
         */
        CompletionStage<?> send(long number, long dueNanos, boolean counted);
    }

    /** @param rate requests a second */
    public PacedLoad(double rate) {
        this.rate = rate;
    }

    /** Sends for {@code warmUp}, uncounted, and for {@code time}; returns when all is answered. */
    public void run(Duration warmUp, Duration time, Request request) throws InterruptedException, TimeoutException {
        double interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long uncounted = Math.round(warmUp.toNanos() / interval);
        long all = uncounted + Math.round(time.toNanos() / interval);
        long started = System.nanoTime();
        for (long n = 0; n < all; n++) {
            long due = started + Math.round(n * interval);
            waitUntil(due);
            underWay.incrementAndGet();
            // in the thread that answers: a step of a stage made from a Scala future would be a thread of its own
            request.send(n, due, n >= uncounted)
                    .whenCompleteAsync((answer, failure) -> underWay.decrementAndGet(), Runnable::run);
        }
        awaitAnswers();
    }

    /** Sleeps until a moment of {@link System#nanoTime}. */
    public static void waitUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void awaitAnswers() throws InterruptedException, TimeoutException {
        for (long waited = 0; underWay.get() > 0; waited += PAUSE_MS) {
            if (waited > LONGEST_WAIT_MS) {
                throw new TimeoutException("not answered within a minute: requests=" + underWay.get());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }
}
