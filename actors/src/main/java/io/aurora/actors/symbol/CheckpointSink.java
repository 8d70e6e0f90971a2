package io.aurora.actors.symbol;

import io.aurora.persistence.SymbolCheckpoint;

/**
 * Keeps states for ever, so that explain, what-if and audit of any past decision start near it. Called in the entity's thread: it
 * returns at once and tries again by itself where the store is away. A lost one costs time of a later reader, never an answer.
 */
@FunctionalInterface
public interface CheckpointSink {
    CheckpointSink NONE = (symbol, state) -> {};

    void keep(String symbol, SymbolCheckpoint state);
}
