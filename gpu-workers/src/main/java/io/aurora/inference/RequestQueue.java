package io.aurora.inference;

import io.aurora.inference.protocol.InferenceProtocol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Requests that wait for a batch, in the order they came, bounded; each knows when its asker stops waiting. Not thread-safe. */
final class RequestQueue {
    private static final long NANOS_PER_MS = 1_000_000L;

    private record Waiting(InferenceProtocol.Infer infer, long sinceNanos) {
        boolean expiredAt(long nowNanos) {
            return nowNanos - sinceNanos > infer.deadlineMs() * NANOS_PER_MS;
        }
    }

    /** What is taken at one time: requests to run, and those whose askers wait no longer. */
    record Taken(List<InferenceProtocol.Infer> batch, List<InferenceProtocol.Infer> expired) {
        List<InferenceProtocol.Infer> all() {
            return Stream.concat(expired.stream(), batch.stream()).toList();
        }
    }

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final int limit;

    RequestQueue(int limit) {
        this.limit = limit;
    }

    /** Whether it found room. */
    boolean offer(InferenceProtocol.Infer infer, long nowNanos) {
        return waiting.size() < limit && waiting.add(new Waiting(infer, nowNanos));
    }

    /** Takes up to {@code atMost} requests that are still waited for, and every expired one before them. */
    Taken take(int atMost, long nowNanos) {
        List<InferenceProtocol.Infer> batch = new ArrayList<>();
        List<InferenceProtocol.Infer> expired = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < atMost) {
            Waiting next = waiting.remove();
            (next.expiredAt(nowNanos) ? expired : batch).add(next.infer());
        }
        return new Taken(batch, expired);
    }

    /** How long the first request has waited, nanoseconds; 0 where none waits. */
    long oldestAgeNanos(long nowNanos) {
        return waiting.isEmpty() ? 0L : nowNanos - waiting.peek().sinceNanos();
    }

    int size() {
        return waiting.size();
    }
}
