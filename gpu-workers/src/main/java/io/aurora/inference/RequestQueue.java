package io.aurora.inference;

import io.aurora.inference.protocol.InferenceProtocol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Requests that wait for a batch, in the order they came, bounded; each knows when its asker stops waiting. Not thread-safe. */
final class RequestQueue {
    private static final long NANOS_PER_MS = 1_000_000L;

    private record Waiting(InferenceProtocol.Infer infer, long sinceNanos) {
        boolean expiredAt(long nowNanos) {
            return nowNanos - sinceNanos > infer.deadlineMs() * NANOS_PER_MS;
        }
    }

    /** What is taken at one time: requests to run, and those whose askers wait no longer. */
    record Taken(List<InferenceProtocol.Infer> batch, List<InferenceProtocol.Infer> expired) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final int limit;

    RequestQueue(int limit) {
        this.limit = limit;
    }

    /** Whether it found room. */
    boolean offer(InferenceProtocol.Infer infer, long nowNanos) {
        return waiting.size() < limit && waiting.add(new Waiting(infer, nowNanos));
    }

    /** Takes up to {@code atMost} requests for the same models that are still waited for, and every expired one before them. */
    Taken take(int atMost, long nowNanos) {
        List<InferenceProtocol.Infer> batch = new ArrayList<>();
        List<InferenceProtocol.Infer> expired = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < atMost) {
            Waiting next = waiting.peek();
            if (next.expiredAt(nowNanos)) {
                expired.add(next.infer());
            } else if (batch.isEmpty() || sameModels(batch.get(0), next.infer())) {
                batch.add(next.infer());
            } else {
                break;
            }
            waiting.remove();
        }
        return new Taken(batch, expired);
    }

    /** Takes every request. */
    List<InferenceProtocol.Infer> drain() {
        List<InferenceProtocol.Infer> all = waiting.stream().map(Waiting::infer).toList();
        waiting.clear();
        return all;
    }

    private static boolean sameModels(InferenceProtocol.Infer one, InferenceProtocol.Infer other) {
        return one.request().models().equals(other.request().models());
    }

    /** How long the first request has waited, nanoseconds; 0 where none waits. */
    long oldestAgeNanos(long nowNanos) {
        return waiting.isEmpty() ? 0L : nowNanos - waiting.peek().sinceNanos();
    }

    int size() {
        return waiting.size();
    }
}
