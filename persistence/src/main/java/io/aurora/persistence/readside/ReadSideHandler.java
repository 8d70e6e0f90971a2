package io.aurora.persistence.readside;

import akka.projection.jdbc.javadsl.JdbcHandler;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredFormException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one group of events into the tables. An event that cannot be read is left out and logged with its place: it is the audit's to
 * find, and must not keep all other symbols from being seen.
 */
final class ReadSideHandler extends JdbcHandler<List<JournalRow>, StoreSession> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadSideHandler.class);

    @Override
    public void process(StoreSession session, List<JournalRow> rows) throws SQLException {
        long first = rows.get(0).ordering();
        long last = rows.get(rows.size() - 1).ordering();
        try (ReadSideWriter to = new ReadSideWriter(session.connection(), first, last)) {
            for (JournalRow row : rows) {
                Optional<String> symbol = PersistenceIds.symbolOf(row.persistenceId());
                if (symbol.isPresent()) {
                    add(to, symbol.get(), row);
                }
            }
            to.flush();
        }
    }

    private static void add(ReadSideWriter to, String symbol, JournalRow row) throws SQLException {
        SymbolEvent event;
        try {
            event = ((RecordedEvent) row.decoded()).event();
        } catch (StoredFormException e) {
            LOG.error(
                    "Event left out of the read side: persistence_id={}, sequence_nr={}: {}",
                    row.persistenceId(),
                    row.sequenceNr(),
                    e.getMessage());
            return;
        }
        if (event instanceof SymbolEvent.BarDecided decided) {
            to.decided(row.ordering(), symbol, row.sequenceNr(), decided);
        } else if (event instanceof SymbolEvent.SymbolOpened opened) {
            to.opened(opened, row.sequenceNr());
        } else {
            if (event instanceof SymbolEvent.SettingsChanged changed) {
                to.profile(symbol, changed.profile().name());
            }
            to.touched(symbol, row.sequenceNr(), Optional.empty());
        }
    }
}
