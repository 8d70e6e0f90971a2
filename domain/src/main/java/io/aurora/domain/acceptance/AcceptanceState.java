package io.aurora.domain.acceptance;

/** What may be done with a symbol now. */
public enum AcceptanceState {
    /** The guards cannot speak yet; size 0. */
    WARMUP,
    PASS,
    DERISK,
    BLOCK
}
