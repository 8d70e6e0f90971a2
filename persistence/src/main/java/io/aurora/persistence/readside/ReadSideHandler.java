package io.aurora.persistence.readside;

import akka.projection.jdbc.javadsl.JdbcHandler;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.PersistenceIds.PartitionId;
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
        try (ReadSideWriter symbols = new ReadSideWriter(session.connection(), first, last);
                TraceWriter traces = new TraceWriter(session.connection(), first, last)) {
            for (JournalRow row : rows) {
                Optional<String> symbol = PersistenceIds.symbolOf(row.persistenceId());
                if (symbol.isPresent()) {
                    Optional<RecordedEvent> recorded = read(row, RecordedEvent.class);
                    if (recorded.isPresent()) {
                        add(symbols, symbol.get(), row, recorded.get().event());
                    }
                    continue;
                }
                Optional<PartitionId> partition = PersistenceIds.partitionOf(row.persistenceId());
                Optional<RecordedPartitionEvent> recorded =
                        partition.flatMap(known -> read(row, RecordedPartitionEvent.class));
                if (recorded.isPresent()) {
                    traces.add(row.ordering(), partition.get(), recorded.get().event());
                }
            }
            symbols.flush();
            traces.flush();
        }
    }

    private static <T> Optional<T> read(JournalRow row, Class<T> type) {
        try {
            return Optional.of(type.cast(row.decoded()));
        } catch (StoredFormException e) {
            LOG.error(
                    "Event left out of the read side: persistence_id={}, sequence_nr={}: {}",
                    row.persistenceId(),
                    row.sequenceNr(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static void add(ReadSideWriter to, String symbol, JournalRow row, SymbolEvent event) throws SQLException {
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
