package io.aurora.domain.desk;

import io.aurora.domain.symbol.HashChain;
import java.util.Arrays;

/**
 * A desk event as the journal holds it.
 *
 * @param event what happened
 * @param hash its place in the {@link HashChain} over {@link DeskBytes}, 32 bytes
 */
public record RecordedDeskEvent(DeskEvent event, byte[] hash) {
    public RecordedDeskEvent {
        if (hash.length != HashChain.LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: hash=" + hash.length);
        }
    }

    /** The event of sequence number {@code sequenceNr} behind {@code previous}, the hash before it. */
    public static RecordedDeskEvent chained(byte[] previous, String persistenceId, long sequenceNr, DeskEvent event) {
        return new RecordedDeskEvent(
                event, HashChain.next(previous, persistenceId, sequenceNr, DeskBytes.encode(event)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedDeskEvent that && event.equals(that.event) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "RecordedDeskEvent[" + event.getClass().getSimpleName() + "]";
    }
}
