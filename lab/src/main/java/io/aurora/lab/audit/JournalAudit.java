package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.PersistenceIds.PartitionId;
import io.aurora.persistence.journal.Decoded;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredForms;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Audits one journal from its first event: each stored event must read, must be written again as the very bytes that are stored, must
 * follow in number and in the hash chain, and each decision must come out of its inputs again. Ends at the first finding, since nothing
 * can be said about what follows one.
 *
 * <p>Of the desk's journal, which holds no decisions, stored form, numbers and chain are checked. A policy's terms, where its journal
 * was audited before, are held against the opening of each of its partitions.
 */
public final class JournalAudit {
    /**
     * What came of a journal.
     *
     * @param persistenceId whose it is
     * @param events good events
     * @param head hash of the last good event, hex
     * @param decisionDigest digest of its decisions, hex; a symbol's only
     * @param finding the first finding, absent where all is good
     * @param takenAsRecorded forecasts that were not derived again, because their models are not at hand, by those models
     */
    public record Report(
            String persistenceId,
            long events,
            String head,
            Optional<String> decisionDigest,
            Optional<Finding> finding,
            Map<ModelIds, Long> takenAsRecorded) {
        /** Of a journal without forecasts. */
        Report(
                String persistenceId,
                long events,
                String head,
                Optional<String> decisionDigest,
                Optional<Finding> finding) {
            this(persistenceId, events, head, decisionDigest, finding, Map.of());
        }
    }

    private final Journal journal;
    private final ModelForecasts models;
    private final Runnable eventDone;
    /** What each policy's creation fixed, by name; its journal comes before those of its partitions. */
    private final Map<String, PolicyTerms> created = new HashMap<>();

    /**
     * @param models trained models at hand
     * @param eventDone called after each event, for progress
     */
    public JournalAudit(Journal journal, ModelForecasts models, Runnable eventDone) {
        this.journal = journal;
        this.models = models;
        this.eventDone = eventDone;
    }

    /** Audits the journal of {@code persistenceId}. */
    public Report audit(String persistenceId) {
        Chain chain = chain(persistenceId);
        try (Stream<JournalRow> rows = journal.events(persistenceId, 0)) {
            for (Iterator<JournalRow> each = rows.iterator(); each.hasNext(); ) {
                Optional<Finding> finding = next(chain, each.next());
                if (finding.isPresent()) {
                    return chain.report(finding);
                }
                eventDone.run();
            }
        }
        return chain.report(Optional.empty());
    }

    private Chain chain(String persistenceId) {
        if (PersistenceIds.symbolOf(persistenceId).isPresent()) {
            return new SymbolChain(persistenceId, models);
        }
        Optional<String> policy = PersistenceIds.policyOf(persistenceId);
        if (policy.isPresent()) {
            return new PolicyChain(persistenceId, policy.get(), created);
        }
        Optional<PartitionId> partition = PersistenceIds.partitionOf(persistenceId);
        return partition.isPresent()
                ? new PartitionChain(persistenceId, partition.get(), created)
                : new DeskChain(persistenceId);
    }

    private static Optional<Finding> next(Chain chain, JournalRow row) {
        Decoded decoded = row.tryDecode();
        if (decoded.event().isEmpty()) {
            return unreadable(row, decoded.problem());
        }
        Object event = decoded.event().get();
        if (!isWrittenAs(event, row)) {
            return unreadable(row, "the stored bytes are not those its content is written as");
        }
        return chain.next(row, event);
    }

    /** A damaged text may read as one that nothing can write. */
    private static boolean isWrittenAs(Object event, JournalRow row) {
        try {
            return row.manifest().equals(StoredForms.manifest(event))
                    && Arrays.equals(row.payload(), StoredForms.toBytes(event));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    static Optional<Finding> unreadable(JournalRow row, String problem) {
        return Optional.of(new Finding(row.sequenceNr(), Finding.Kind.UNREADABLE, List.of(problem)));
    }
}
