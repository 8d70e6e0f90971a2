package io.aurora.actors.symbol;

import io.aurora.persistence.SymbolCheckpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Checkpoints that were kept. */
final class Kept implements CheckpointSink {
    final List<SymbolCheckpoint> all = new CopyOnWriteArrayList<>();

    @Override
    public void keep(String symbol, SymbolCheckpoint state) {
        all.add(state);
    }
}
