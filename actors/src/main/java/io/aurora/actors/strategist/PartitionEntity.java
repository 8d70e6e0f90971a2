package io.aurora.actors.strategist;

import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.PartitionCheckpoint;
import java.util.Optional;

/**
 * What a partition's events have led to; one mutable object, owned by its journal. A batch's later commands must see what its earlier
 * ones did, so an event takes effect when it is made, before it is stored: nothing is answered and nothing else is handled until the
 * store has it, and a failed store starts again from what is stored.
 */
final class PartitionEntity {
    private final int closedKept;
    private Optional<PartitionState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long sequenceNr;
    private int ahead;

    /** @param closedKept how many closed traces it remembers */
    PartitionEntity(int closedKept) {
        this.closedKept = closedKept;
    }

    static PartitionEntity of(PartitionCheckpoint stored, int closedKept) {
        PartitionEntity entity = new PartitionEntity(closedKept);
        entity.state = Optional.of(PartitionState.of(stored.state(), closedKept));
        entity.hash = stored.hash();
        entity.sequenceNr = stored.sequenceNr();
        return entity;
    }

    /** Absent before the first event. */
    Optional<PartitionState> state() {
        return state;
    }

    /** Lets {@code event} take effect and gives what is to be stored. */
    RecordedPartitionEvent make(String persistenceId, PartitionEvent event) {
        RecordedPartitionEvent recorded = RecordedPartitionEvent.chained(hash, persistenceId, sequenceNr + 1, event);
        follow(recorded);
        ahead++;
        return recorded;
    }

    /** An event is stored, or read back: one that was made here has taken effect already. */
    PartitionEntity stored(RecordedPartitionEvent recorded) {
        if (ahead > 0) {
            ahead--;
        } else {
            follow(recorded);
        }
        return this;
    }

    private void follow(RecordedPartitionEvent recorded) {
        if (recorded.event() instanceof PartitionOpened opened) {
            state = Optional.of(PartitionState.of(opened, closedKept));
        } else {
            state.orElseThrow(() -> new IllegalStateException("the first event must open the partition"))
                    .apply(recorded.event());
        }
        hash = recorded.hash();
        sequenceNr++;
    }

    /** A copy to store. */
    PartitionCheckpoint checkpoint() {
        PartitionState opened =
                state.orElseThrow(() -> new IllegalStateException("a partition without events has no snapshot"));
        return new PartitionCheckpoint(opened.toBytes(), hash.clone(), sequenceNr);
    }
}
