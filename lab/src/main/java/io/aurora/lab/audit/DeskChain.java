package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.desk.DeskBytes;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.journal.JournalRow;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The desk's journal. */
final class DeskChain implements Chain {
    private final String persistenceId;
    private byte[] head = HashChain.genesis();
    private long events;

    DeskChain(String persistenceId) {
        this.persistenceId = persistenceId;
    }

    @Override
    public Optional<Finding> next(JournalRow row, Object event) {
        if (!(event instanceof RecordedDeskEvent recorded)) {
            return JournalAudit.unreadable(row, "is no event of the desk: manifest=" + row.manifest());
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
                    row.sequenceNr(), Finding.Kind.CHAIN, List.of("the hash does not follow from the event before")));
        }
        head = expected;
        events++;
        return Optional.empty();
    }

    @Override
    public JournalAudit.Report report(Optional<Finding> finding) {
        return new JournalAudit.Report(
                persistenceId, events, HexFormat.of().formatHex(head), Optional.empty(), finding);
    }
}
