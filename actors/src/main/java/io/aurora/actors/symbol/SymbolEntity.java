package io.aurora.actors.symbol;

import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.persistence.SymbolCheckpoint;
import java.util.Arrays;
import java.util.Optional;

/** What a symbol's events have led to: nothing yet, or an opened symbol. */
sealed interface SymbolEntity {

    /** No event yet; such an entity leaves as soon as it has answered. */
    record Unopened() implements SymbolEntity {
        @Override
        public SymbolEntity after(RecordedEvent recorded) {
            return follow(Optional.empty(), recorded, 1);
        }

        @Override
        public byte[] hash() {
            return HashChain.genesis();
        }

        @Override
        public long sequenceNr() {
            return 0;
        }
    }

    /**
     * A symbol with at least one event.
     *
     * @param state fold of the events, changed by each of them; owned by the actor
     * @param hash of the last event
     * @param sequenceNr of the last event
     * @param logicVersion of the last event
     */
    record Opened(SymbolState state, byte[] hash, long sequenceNr, int logicVersion) implements SymbolEntity {
        @Override
        public SymbolEntity after(RecordedEvent recorded) {
            return follow(Optional.of(state), recorded, sequenceNr + 1);
        }

        /** From a snapshot; the last decision tells the version of its logic. */
        static Opened of(SymbolCheckpoint stored) {
            SymbolState state = SymbolState.of(stored.state());
            int version = state.last().map(SymbolEvent.BarDecided::logicVersion).orElse(SymbolEvent.LOGIC_VERSION);
            return new Opened(state, stored.hash(), stored.sequenceNr(), version);
        }

        /** A copy to store. */
        SymbolCheckpoint checkpoint() {
            return new SymbolCheckpoint(state.snapshot(), hash, sequenceNr);
        }

        /** Whether a newer release has to adopt the state before it may write anything else. */
        boolean olderLogic() {
            return logicVersion < SymbolEvent.LOGIC_VERSION;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opened that
                    && state.equals(that.state)
                    && Arrays.equals(hash, that.hash)
                    && sequenceNr == that.sequenceNr
                    && logicVersion == that.logicVersion;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hash);
        }
    }

    /** The entity one event later. */
    SymbolEntity after(RecordedEvent recorded);

    /** Hash of the last event, the genesis hash before the first. */
    byte[] hash();

    /** Sequence number of the last event, 0 before the first. */
    long sequenceNr();

    /** {@code event} as the next one of this entity. */
    default RecordedEvent record(String persistenceId, SymbolEvent event) {
        return new RecordedEvent(event, HashChain.next(hash(), persistenceId, sequenceNr() + 1, event));
    }

    private static Opened follow(Optional<SymbolState> state, RecordedEvent recorded, long sequenceNr) {
        SymbolEvent event = recorded.event();
        if (event.logicVersion() > SymbolEvent.LOGIC_VERSION) {
            throw new IllegalStateException("written by a newer release, logic_version must be at most "
                    + SymbolEvent.LOGIC_VERSION + ": logic_version=" + event.logicVersion() + ", event="
                    + event.getClass().getSimpleName());
        }
        return new Opened(SymbolFold.next(state, event), recorded.hash(), sequenceNr, event.logicVersion());
    }
}
