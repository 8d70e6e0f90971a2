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

    /** A node gave word now; one that is no member counts for nothing. */
    void from(A node) {
        lastNanos.replace(node, nanos.getAsLong());
    }

    /**
     * The members there are now; what was heard of them counts from here on. A new one counts as heard of: nobody becomes a member
     * before all others have seen it.
     */
    void members(Set<A> present) {
        long now = nanos.getAsLong();
        lastNanos.keySet().retainAll(present);
        present.forEach(node -> lastNanos.putIfAbsent(node, now));
        members = lastNanos.values().stream().mapToLong(Long::longValue).toArray();
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
