package io.aurora.persistence;

import io.aurora.domain.symbol.HashChain;
import java.util.Arrays;

/**
 * A partition's state as a snapshot holds it.
 *
 * @param state bytes of a {@code PartitionState}
 * @param hash hash of the last event, 32 bytes
 * @param sequenceNr number of the last event, {@code >= 1}
 */
public record PartitionCheckpoint(byte[] state, byte[] hash, long sequenceNr) {
    public PartitionCheckpoint {
        if (hash.length != HashChain.LENGTH || sequenceNr < 1) {
            throw new IllegalArgumentException(
                    "must have 32 bytes and be >= 1: hash=" + hash.length + ", sequence_nr=" + sequenceNr);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionCheckpoint that
                && Arrays.equals(state, that.state)
                && Arrays.equals(hash, that.hash)
                && sequenceNr == that.sequenceNr;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "PartitionCheckpoint[sequenceNr=" + sequenceNr + ", bytes=" + state.length + "]";
    }
}
