package io.aurora.domain.audit;

import io.aurora.domain.learning.PartitionBytes;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.symbol.HashChain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds the recorded events of one partition of a policy against the sequence, the hash chain and a fold of its own: each reward is
 * computed anew from its outcome, each new value from the value before, the recorded largest value of the next state and the terms of
 * the policy's creation, and compared bit for bit; so is what can be said of each decision. Feed the events in the order of the store;
 * not thread-safe.
 *
 * <p>From genesis. It proves that nothing was changed, removed, inserted or exchanged before the last event; that the tail was not cut
 * off takes a signed head of the chain.
 */
public final class PartitionAudit {
    private final String persistenceId;
    private final String policy;
    private final int partition;
    private final Optional<PolicyTerms> created;
    private final PlainTable table = new PlainTable();
    private Optional<PartitionState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long sequenceNr;

    /**
     * @param persistenceId name of the journal
     * @param policy the policy that it belongs to
     * @param partition which of the policy's partitions
     * @param created what the policy's creation fixed, where that is known from elsewhere
     */
    public PartitionAudit(String persistenceId, String policy, int partition, Optional<PolicyTerms> created) {
        this.persistenceId = persistenceId;
        this.policy = policy;
        this.partition = partition;
        this.created = created;
    }

    /**
     * Judges the next event; empty where it is as it must be. After a finding nothing more can be said about what follows.
     */
    public Optional<Finding> next(long number, RecordedPartitionEvent recorded) {
        if (number != sequenceNr + 1) {
            return found(number, Finding.Kind.SEQUENCE, List.of("expected=" + (sequenceNr + 1) + ", found=" + number));
        }
        byte[] expected = HashChain.next(hash, persistenceId, number, PartitionBytes.encode(recorded.event()));
        if (!Arrays.equals(expected, recorded.hash())) {
            return found(number, Finding.Kind.CHAIN, List.of("the hash does not follow from the event before"));
        }
        Optional<Finding> finding = judge(number, recorded.event());
        if (finding.isEmpty()) {
            hash = expected;
            sequenceNr = number;
        }
        return finding;
    }

    private Optional<Finding> judge(long number, PartitionEvent event) {
        if (event instanceof PartitionOpened opened) {
            return open(number, opened);
        }
        if (state.isEmpty()) {
            return found(number, Finding.Kind.SEQUENCE, List.of("the first event must open the partition"));
        }
        List<String> differences = new PartitionRules(state.get(), table).differences(event);
        if (!differences.isEmpty()) {
            return found(number, Finding.Kind.REDERIVATION, differences);
        }
        try {
            state.get().apply(event);
        } catch (IllegalArgumentException e) {
            return found(number, Finding.Kind.REDERIVATION, List.of("does not follow: " + e.getMessage()));
        }
        table.apply(event);
        return Optional.empty();
    }

    private Optional<Finding> open(long number, PartitionOpened opened) {
        if (state.isPresent()) {
            return found(number, Finding.Kind.SEQUENCE, List.of("only the first event opens the partition"));
        }
        PolicyTerms terms = opened.terms();
        if (terms.keyForm() != StateKey.FORM) {
            return found(
                    number,
                    Finding.Kind.OTHER_LOGIC,
                    List.of("key_form=" + terms.keyForm() + ", this release has " + StateKey.FORM));
        }
        if (!terms.policy().equals(policy) || opened.partition() != partition) {
            return found(
                    number,
                    Finding.Kind.REDERIVATION,
                    List.of("opens " + terms.policy() + "/" + opened.partition() + " in the journal of " + policy + "/"
                            + partition));
        }
        if (created.isPresent() && !created.get().equals(terms)) {
            return found(number, Finding.Kind.REDERIVATION, RecordDifferences.of(terms, created.get()));
        }
        state = Optional.of(PartitionState.of(opened, 0));
        return Optional.empty();
    }

    private static Optional<Finding> found(long number, Finding.Kind kind, List<String> details) {
        return Optional.of(new Finding(number, kind, details));
    }

    /** Hash of the last good event; 32 zero bytes before the first. */
    public byte[] head() {
        return hash.clone();
    }

    /** Sequence number of the last good event. */
    public long sequenceNr() {
        return sequenceNr;
    }

    /** The state after the last good event, without closed traces; absent before the first. */
    public Optional<PartitionState> state() {
        return state;
    }
}
