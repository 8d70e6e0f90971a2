package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.PartitionAudit;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.persistence.PersistenceIds.PartitionId;
import io.aurora.persistence.journal.JournalRow;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The journal of a policy's partition. */
final class PartitionChain implements Chain {
    private final String persistenceId;
    private final PartitionAudit audit;

    PartitionChain(String persistenceId, PartitionId partition, Map<String, PolicyTerms> created) {
        this.persistenceId = persistenceId;
        this.audit = new PartitionAudit(
                persistenceId,
                partition.policy(),
                partition.number(),
                Optional.ofNullable(created.get(partition.policy())));
    }

    @Override
    public Optional<Finding> next(JournalRow row, Object event) {
        return event instanceof RecordedPartitionEvent recorded
                ? audit.next(row.sequenceNr(), recorded)
                : JournalAudit.unreadable(row, "is no event of a partition: manifest=" + row.manifest());
    }

    @Override
    public JournalAudit.Report report(Optional<Finding> finding) {
        String head = HexFormat.of().formatHex(audit.head());
        return new JournalAudit.Report(persistenceId, audit.sequenceNr(), head, Optional.empty(), finding);
    }
}
