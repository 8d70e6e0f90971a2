package io.aurora.actors.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When each member of the cluster was last heard of. A majority is more than half of the members, this node included; half of an even
 * number is none, because the other half may think the same of itself. Written by one actor, read by any thread.
 *
 * @param <A> address of a node
 */
final class Heard<A> implements Majority {
    private final LongSupplier nanos;
    private final long timeoutNanos;
    private final Map<A, Long> lastNanos = new HashMap<>();
    private volatile long[] members = new long[0];

    Heard(LongSupplier nanos, Duration timeout) {
        this.nanos = nanos;
        this.timeoutNanos = timeout.toNanos();
    }

    /** A node gave word now. */
    void from(A node) {
        lastNanos.put(node, nanos.getAsLong());
    }

    /** The members there are now; what was heard of them counts from here on. */
    void members(Set<A> present) {
        lastNanos.keySet().retainAll(present);
        long never = nanos.getAsLong() - timeoutNanos - 1;
        members = present.stream()
                .mapToLong(node -> lastNanos.getOrDefault(node, never))
                .toArray();
    }

    @Override
    public boolean heard() {
        long now = nanos.getAsLong();
        long[] all = members;
        int heard = 0;
        for (long last : all) {
            heard += now - last <= timeoutNanos ? 1 : 0;
        }
        return 2 * heard > all.length;
    }
}
