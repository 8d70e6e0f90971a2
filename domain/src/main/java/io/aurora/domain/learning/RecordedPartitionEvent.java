package io.aurora.domain.learning;

import io.aurora.domain.symbol.HashChain;
import java.util.Arrays;

/**
 * An event of a partition as the journal holds it.
 *
 * @param event what happened
 * @param hash its place in the {@link HashChain} over {@link PartitionBytes}, 32 bytes
 */
public record RecordedPartitionEvent(PartitionEvent event, byte[] hash) {
    public RecordedPartitionEvent {
        if (hash.length != HashChain.LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: hash=" + hash.length);
        }
    }

    /** The event of sequence number {@code sequenceNr} behind {@code previous}, the hash before it. */
    public static RecordedPartitionEvent chained(
            byte[] previous, String persistenceId, long sequenceNr, PartitionEvent event) {
        return new RecordedPartitionEvent(
                event, HashChain.next(previous, persistenceId, sequenceNr, PartitionBytes.encode(event)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedPartitionEvent that
                && event.equals(that.event)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "RecordedPartitionEvent[" + event.getClass().getSimpleName() + "]";
    }
}
