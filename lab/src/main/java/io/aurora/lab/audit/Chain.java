package io.aurora.lab.audit;

import io.aurora.domain.audit.Finding;
import io.aurora.persistence.journal.JournalRow;
import java.util.Optional;

/** What is known of a journal up to its last good event. */
interface Chain {
    /**
     * Judges the next event.
     *
     * @param event what the row holds, already held against its stored form
     */
    Optional<Finding> next(JournalRow row, Object event);

    JournalAudit.Report report(Optional<Finding> finding);
}
