package io.aurora.http.job;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/** One background job. Thread-safe. */
public final class Job {
    private final String id;
    private final String kind;
    private final String by;
    private final long createdAtMs;
    private State state = State.QUEUED;
    private double progress;
    private boolean cancelAsked;
    private OptionalLong startedAtMs = OptionalLong.empty();
    private OptionalLong endedAtMs = OptionalLong.empty();
    private Optional<Object> result = Optional.empty();
    private Optional<String> error = Optional.empty();

    /** Where a job stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** What a job does; it reports after each step and so learns that it is to end. */
    @FunctionalInterface
    public interface Task {
        Object run(Progress progress);
    }

    /** How far a job has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Notes the share that is done, in [0, 1].
         *
         * @throws CancellationException where the job was cancelled: nothing more may be changed
         */
        void report(double share);
    }

    /**
     * A job at one moment.
     *
     * @param by who asked for it
     * @param progress share done, in [0, 1]
     * @param result what it found, once done
     * @param error why it failed
     */
    public record Snapshot(
            String id,
            String kind,
            String by,
            State state,
            double progress,
            long createdAtMs,
            OptionalLong startedAtMs,
            OptionalLong endedAtMs,
            Optional<Object> result,
            Optional<String> error) {}

    Job(String id, String kind, String by, long createdAtMs) {
        this.id = id;
        this.kind = kind;
        this.by = by;
        this.createdAtMs = createdAtMs;
    }

    public String id() {
        return id;
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(id, kind, by, state, progress, createdAtMs, startedAtMs, endedAtMs, result, error);
    }

    synchronized boolean ended() {
        return endedAtMs.isPresent();
    }

    /** One that waits ends at once, one that runs at its next report; one that has ended stays as it is. */
    synchronized void cancel(long atMs) {
        cancelAsked = true;
        if (state == State.QUEUED) {
            end(State.CANCELLED, atMs);
        }
    }

    /** Whether it is still wanted. */
    synchronized boolean begin(long atMs) {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        startedAtMs = OptionalLong.of(atMs);
        return true;
    }

    synchronized void report(double share) {
        if (cancelAsked) {
            throw new CancellationException("cancelled");
        }
        progress = Math.max(progress, Math.min(1.0, share));
    }

    synchronized void done(Object found, long atMs) {
        result = Optional.of(found);
        progress = 1.0;
        end(State.DONE, atMs);
    }

    synchronized void failed(String why, long atMs) {
        error = Optional.of(why);
        end(State.FAILED, atMs);
    }

    synchronized void cancelled(long atMs) {
        end(State.CANCELLED, atMs);
    }

    private void end(State how, long atMs) {
        state = how;
        endedAtMs = OptionalLong.of(atMs);
    }
}
