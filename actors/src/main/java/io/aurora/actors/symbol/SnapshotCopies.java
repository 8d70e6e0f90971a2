package io.aurora.actors.symbol;

import akka.persistence.typed.SnapshotAdapter;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.persistence.SymbolCheckpoint;

/**
 * What of an entity goes into a snapshot: a copy, made in the entity's own thread, because the store writes it on another while the
 * state goes on changing.
 */
final class SnapshotCopies implements SnapshotAdapter<SymbolEntity> {
    private final SymbolMetrics metrics;

    SnapshotCopies(SymbolMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Object toJournal(SymbolEntity entity) {
        if (entity instanceof Opened opened) {
            return opened.checkpoint();
        }
        throw new IllegalStateException("a symbol without events has no snapshot");
    }

    @Override
    public SymbolEntity fromJournal(Object stored) {
        Opened opened = Opened.of((SymbolCheckpoint) stored);
        metrics.snapshot(SymbolMetrics.SnapshotOp.LOAD, true);
        return opened;
    }
}
