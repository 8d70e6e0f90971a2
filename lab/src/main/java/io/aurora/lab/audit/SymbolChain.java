package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.audit.SymbolAudit;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.journal.JournalRow;
import java.util.HexFormat;
import java.util.Optional;

/** A symbol's journal. */
final class SymbolChain implements Chain {
    private final String persistenceId;
    private final SymbolAudit audit;
    private final DecisionDigest digest = new DecisionDigest();

    SymbolChain(String persistenceId, ModelForecasts models) {
        this.persistenceId = persistenceId;
        this.audit = new SymbolAudit(persistenceId, models);
    }

    @Override
    public Optional<Finding> next(JournalRow row, Object event) {
        if (!(event instanceof RecordedEvent recorded)) {
            return JournalAudit.unreadable(row, "is no event of a symbol: manifest=" + row.manifest());
        }
        Optional<Finding> finding = audit.next(row.sequenceNr(), recorded);
        if (finding.isEmpty() && recorded.event() instanceof SymbolEvent.BarDecided decided) {
            digest.add(decided);
        }
        return finding;
    }

    @Override
    public JournalAudit.Report report(Optional<Finding> finding) {
        String head = HexFormat.of().formatHex(audit.head());
        return new JournalAudit.Report(
                persistenceId, audit.sequenceNr(), head, Optional.of(digest.hex()), finding, audit.takenAsRecorded());
    }
}
