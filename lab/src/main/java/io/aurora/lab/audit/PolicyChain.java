package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.journal.JournalRow;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy's journal: its creation and nothing else. */
final class PolicyChain implements Chain {
    private final String persistenceId;
    private final String policy;
    private final Map<String, PolicyTerms> created;
    private byte[] head = HashChain.genesis();
    private long events;

    /** @param created what the creation fixes is added here once it is found good */
    PolicyChain(String persistenceId, String policy, Map<String, PolicyTerms> created) {
        this.persistenceId = persistenceId;
        this.policy = policy;
        this.created = created;
    }

    @Override
    public Optional<Finding> next(JournalRow row, Object event) {
        if (!(event instanceof PolicyOpened opened)) {
            return JournalAudit.unreadable(row, "is no creation of a policy: manifest=" + row.manifest());
        }
        if (row.sequenceNr() != 1) {
            return found(row, Finding.Kind.SEQUENCE, "a policy is created once: found=" + row.sequenceNr());
        }
        PolicyOpened derived = PolicyOpened.first(persistenceId, opened.atMs(), opened.terms());
        if (!Arrays.equals(derived.hash(), opened.hash())) {
            return found(row, Finding.Kind.CHAIN, "the hash is not that of the creation");
        }
        if (!opened.terms().policy().equals(policy)) {
            return found(
                    row,
                    Finding.Kind.REDERIVATION,
                    "creates " + opened.terms().policy() + " in the journal of " + policy);
        }
        created.put(policy, opened.terms());
        head = opened.hash();
        events = 1;
        return Optional.empty();
    }

    private static Optional<Finding> found(JournalRow row, Finding.Kind kind, String detail) {
        return Optional.of(new Finding(row.sequenceNr(), kind, List.of(detail)));
    }

    @Override
    public JournalAudit.Report report(Optional<Finding> finding) {
        return new JournalAudit.Report(
                persistenceId, events, HexFormat.of().formatHex(head), Optional.empty(), finding);
    }
}
