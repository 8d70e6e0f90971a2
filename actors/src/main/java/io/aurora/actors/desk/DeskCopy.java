package io.aurora.actors.desk;

import io.aurora.domain.desk.DeskState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A node's copy of the desk. It is good for a while after the reading was asked for, and then the node does not know the desk any
 * more. Written by one watch, read by any thread.
 */
public final class DeskCopy {
    private final LongSupplier nanos;
    private final long goodNanos;
    private volatile Known known;

    private record Known(DeskState state, long askedNanos) {}

    /**
     * @param nanos nanosecond clock
     * @param good how long a reading is good for
     */
    public DeskCopy(LongSupplier nanos, Duration good) {
        this.nanos = nanos;
        this.goodNanos = good.toNanos();
    }

    /** A reading that was asked for at {@code askedNanos} came back. */
    void read(DeskState state, long askedNanos) {
        known = new Known(state, askedNanos);
    }

    /** The desk, absent where this node does not know it. */
    public Optional<DeskState> current() {
        Known last = known;
        boolean good = last != null && nanos.getAsLong() - last.askedNanos() <= goodNanos;
        return good ? Optional.of(last.state()) : Optional.empty();
    }
}
