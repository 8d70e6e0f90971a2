package io.aurora.inference.cuda;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that a device's networks hold. Counted where memory is taken and given back; read by any thread. */
final class MemoryAccount {
    private final AtomicLong resident = new AtomicLong();
    private final AtomicLong staging = new AtomicLong();
    private final AtomicLong pinned = new AtomicLong();

    /** Device memory of weights and operations. */
    AtomicLong resident() {
        return resident;
    }

    /** Device memory of rows under way. */
    AtomicLong staging() {
        return staging;
    }

    /** Page-locked memory of the host. */
    AtomicLong pinned() {
        return pinned;
    }
}
