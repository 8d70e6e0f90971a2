package io.aurora.domain.symbol;

import java.util.Arrays;

/**
 * An event as the journal holds it.
 *
 * @param event what happened
 * @param hash its place in the {@link HashChain}, 32 bytes
 */
public record RecordedEvent(SymbolEvent event, byte[] hash) {
    public RecordedEvent {
        if (hash.length != HashChain.LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: hash=" + hash.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedEvent that && event.equals(that.event) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "RecordedEvent[" + event.getClass().getSimpleName() + "]";
    }
}
