package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.SymbolAudit;
import io.aurora.domain.desk.DeskBytes;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.journal.Decoded;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredForms;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Audits one journal from its first event: each stored event must read, must be written again as the very bytes that are stored, must
 * follow in number and in the hash chain, and each decision must come out of its inputs again. Ends at the first finding, since nothing
 * can be said about what follows one.
 *
 * <p>Of the desk's journal, which holds no decisions, stored form, numbers and chain are checked.
 */
public final class JournalAudit {
    /**
     * What came of a journal.
     *
     * @param persistenceId whose it is
     * @param events good events
     * @param head hash of the last good event, hex
     * @param decisionDigest digest of its decisions, hex; absent for the desk
     * @param finding the first finding, absent where all is good
     */
    public record Report(
            String persistenceId,
            long events,
            String head,
            Optional<String> decisionDigest,
            Optional<Finding> finding) {}

    private final Journal journal;
    private final Runnable eventDone;

    /** @param eventDone called after each event, for progress */
    public JournalAudit(Journal journal, Runnable eventDone) {
        this.journal = journal;
        this.eventDone = eventDone;
    }

    /** Audits the journal of {@code persistenceId}. */
    public Report audit(String persistenceId) {
        Chain chain = persistenceId.startsWith("symbol|") ? new OfSymbol(persistenceId) : new OfDesk(persistenceId);
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

    private static Optional<Finding> unreadable(JournalRow row, String problem) {
        return Optional.of(new Finding(row.sequenceNr(), Finding.Kind.UNREADABLE, List.of(problem)));
    }

    /** What is known of a journal up to its last good event. */
    private interface Chain {
        Optional<Finding> next(JournalRow row, Object event);

        Report report(Optional<Finding> finding);
    }

    private static final class OfSymbol implements Chain {
        private final String persistenceId;
        private final SymbolAudit audit;
        private final DecisionDigest digest = new DecisionDigest();

        OfSymbol(String persistenceId) {
            this.persistenceId = persistenceId;
            this.audit = new SymbolAudit(persistenceId);
        }

        @Override
        public Optional<Finding> next(JournalRow row, Object event) {
            if (!(event instanceof RecordedEvent recorded)) {
                return unreadable(row, "is no event of a symbol: manifest=" + row.manifest());
            }
            Optional<Finding> finding = audit.next(row.sequenceNr(), recorded);
            if (finding.isEmpty() && recorded.event() instanceof SymbolEvent.BarDecided decided) {
                digest.add(decided);
            }
            return finding;
        }

        @Override
        public Report report(Optional<Finding> finding) {
            String head = HexFormat.of().formatHex(audit.head());
            return new Report(persistenceId, audit.sequenceNr(), head, Optional.of(digest.hex()), finding);
        }
    }

    private static final class OfDesk implements Chain {
        private final String persistenceId;
        private byte[] head = HashChain.genesis();
        private long events;

        OfDesk(String persistenceId) {
            this.persistenceId = persistenceId;
        }

        @Override
        public Optional<Finding> next(JournalRow row, Object event) {
            if (!(event instanceof RecordedDeskEvent recorded)) {
                return unreadable(row, "is no event of the desk: manifest=" + row.manifest());
            }
            if (row.sequenceNr() != events + 1) {
                return Optional.of(new Finding(
                        row.sequenceNr(),
                        Finding.Kind.SEQUENCE,
                        List.of("expected=" + (events + 1) + ", found=" + row.sequenceNr())));
            }
            byte[] expected = HashChain.next(head, persistenceId, row.sequenceNr(), DeskBytes.encode(recorded.event()));
            if (!Arrays.equals(expected, recorded.hash())) {
                return Optional.of(new Finding(
                        row.sequenceNr(),
                        Finding.Kind.CHAIN,
                        List.of("the hash does not follow from the event before")));
            }
            head = expected;
            events++;
            return Optional.empty();
        }

        @Override
        public Report report(Optional<Finding> finding) {
            return new Report(persistenceId, events, HexFormat.of().formatHex(head), Optional.empty(), finding);
        }
    }
}
