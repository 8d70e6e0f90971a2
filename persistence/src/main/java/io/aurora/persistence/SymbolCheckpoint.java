package io.aurora.persistence;

import io.aurora.domain.check.Require;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.SymbolSnapshot;
import java.util.Arrays;

/**
 * A symbol's state at one place of its journal: what a snapshot and a {@code checkpoint} row hold.
 *
 * @param state the state after event {@code sequenceNr}
 * @param hash hash of that event, 32 bytes; 32 zero bytes before the first one
 * @param sequenceNr number of that event, {@code >= 0}
 */
public record SymbolCheckpoint(SymbolSnapshot state, byte[] hash, long sequenceNr) {
    public SymbolCheckpoint {
        Require.atLeast("sequence_nr", sequenceNr, 0L);
        if (hash.length != HashChain.LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: hash=" + hash.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymbolCheckpoint that
                && sequenceNr == that.sequenceNr
                && state.equals(that.state)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(sequenceNr) + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "SymbolCheckpoint[sequenceNr=" + sequenceNr + ", " + state + "]";
    }
}
