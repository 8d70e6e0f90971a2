package io.aurora.inference;

/** A clock for durations; only differences mean anything. */
@FunctionalInterface
interface NanoClock {
    NanoClock SYSTEM = System::nanoTime;

    long nanos();
}
