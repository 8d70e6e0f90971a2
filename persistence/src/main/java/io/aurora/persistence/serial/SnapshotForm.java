package io.aurora.persistence.serial;

import io.aurora.persistence.SymbolCheckpoint;

/** {@code symbol-snapshot:1}: sequence number, hash, layout and bytes of the state. */
final class SnapshotForm implements Form<SymbolCheckpoint> {
    @Override
    public String type() {
        return "symbol-snapshot";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(WireOut to, SymbolCheckpoint stored) {
        to.number(stored.sequenceNr()).binary(stored.hash());
        SymbolForms.snapshot(to, stored.state());
    }

    @Override
    public SymbolCheckpoint read(WireIn from) {
        long sequenceNr = from.integer();
        byte[] hash = from.binary();
        return new SymbolCheckpoint(SymbolForms.readSnapshot(from), hash, sequenceNr);
    }
}
