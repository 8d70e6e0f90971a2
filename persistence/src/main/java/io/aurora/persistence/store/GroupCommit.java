package io.aurora.persistence.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Writes one group after the other: what comes while a group is written, and in a short pause after it, goes into the next. An embedded
 * database's commit costs far more than its rows, so a writer that commits as often as it can keeps the processor from those it waits
 * for. So it rests as long as groups took of late: the slower the store, the fewer and larger the groups; an idle one writes
 * at once. Thread-safe.
 *
 * @param <T> a row
 */
final class GroupCommit<T> {
    /** Weight of the newest group in how long they take of late: one that a collection held up does not hold up those that follow. */
    private static final double NEWEST = 1.0 / 16;

    /** Runs a task later. */
    interface Later {
        void run(Runnable task, long nanos);
    }

    private record Waiting<T>(List<T> rows, CompletableFuture<Void> done) {}

    private final Function<List<T>, CompletionStage<?>> write;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Later later;
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
    private int rowsWaiting;
    private boolean busy;
    /** How long groups take of late, each counted as the longest pause at most. */
    private double groupNanos;

    private long begun;
    private long restUntil;

    /**
     * Sizes of a group and its pause.
     *
     * @param group rows after which a group takes no more writes; one write is never split
     * @param buffer rows that wait at most
     * @param pauseNanos longest rest from the end of a group to the start of the next
     */
    record Limits(int group, int buffer, long pauseNanos) {}

    /**
     * @param write stores a group as a whole or fails
     * @param nanoTime clock
     * @param later runs a task after a pause
     */
    GroupCommit(Function<List<T>, CompletionStage<?>> write, Limits limits, LongSupplier nanoTime, Later later) {
        this.write = write;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.later = later;
        this.restUntil = nanoTime.getAsLong();
    }

    /** Takes rows in, which are stored together; the stage ends when they are, or fails as their group does, or where too many wait. */
    CompletionStage<Void> offer(List<T> rows) {
        Waiting<T> offered = new Waiting<>(rows, new CompletableFuture<>());
        synchronized (this) {
            if (rowsWaiting + rows.size() > limits.buffer()) {
                return CompletableFuture.failedStage(
                        new IllegalStateException("too many events wait for the store: rows=" + rows.size()
                                + ", waiting=" + rowsWaiting + ", aurora.store.write_buffer=" + limits.buffer()));
            }
            waiting.add(offered);
            rowsWaiting += rows.size();
            if (busy) {
                return offered.done();
            }
            busy = true;
        }
        begin();
        return offered.done();
    }

    private void begin() {
        long pause;
        synchronized (this) {
            pause = restUntil - nanoTime.getAsLong();
        }
        if (pause > 0) {
            later.run(this::next, pause);
        } else {
            next();
        }
    }

    private void next() {
        List<Waiting<T>> group = take();
        List<T> rows = new ArrayList<>();
        group.forEach(one -> rows.addAll(one.rows()));
        stored(rows).whenComplete((stored, failure) -> {
            group.forEach(one -> end(one.done(), failure));
            goOn();
        });
    }

    private CompletionStage<?> stored(List<T> rows) {
        try {
            return write.apply(rows);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private synchronized List<Waiting<T>> take() {
        List<Waiting<T>> group = new ArrayList<>();
        int rows = 0;
        while (!waiting.isEmpty() && rows < limits.group()) {
            Waiting<T> one = waiting.remove();
            rows += one.rows().size();
            group.add(one);
        }
        rowsWaiting -= rows;
        begun = nanoTime.getAsLong();
        return group;
    }

    private void goOn() {
        synchronized (this) {
            long now = nanoTime.getAsLong();
            restUntil = now + rest(now - begun);
            busy = !waiting.isEmpty();
            if (!busy) {
                return;
            }
        }
        begin();
    }

    private long rest(long tookNanos) {
        groupNanos += NEWEST * (Math.min(tookNanos, limits.pauseNanos()) - groupNanos);
        return Math.round(groupNanos);
    }

    private static void end(CompletableFuture<Void> done, Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
