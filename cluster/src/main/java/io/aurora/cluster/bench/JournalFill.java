package io.aurora.cluster.bench;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.serial.StoredForms;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Fills a store with the histories of many symbols, interleaved bar by bar, and one snapshot each at a given age. */
final class JournalFill {
    private static final int THREADS = 2;
    private static final int BATCH = 1_000;

    private final Store store;
    private final List<SymbolSpec> symbols;
    private final Profile profile;

    JournalFill(Store store, List<SymbolSpec> symbols, Profile profile) {
        this.store = store;
        this.symbols = symbols;
        this.profile = profile;
    }

    /**
     * Writes {@code events} events of each symbol, and its snapshot {@code snapshotAge} events before the last.
     *
     * @throws StoreException where the store holds other journals than this benchmark's
     */
    void fill(int events, int snapshotAge) throws Exception {
        requireEmpty();
        List<Callable<Void>> parts = new ArrayList<>();
        for (int part = 0; part < THREADS; part++) {
            List<SeededJournal> mine = new ArrayList<>();
            for (int i = part; i < symbols.size(); i += THREADS) {
                mine.add(new SeededJournal(symbols.get(i), profile));
            }
            parts.add(() -> write(mine, events, snapshotAge));
        }
        Parallel.run(parts);
    }

    private void requireEmpty() {
        long rows = new Sql(store.dataSource())
                .first("SELECT COUNT(*) FROM event_journal", to -> {}, row -> row.getLong(1))
                .orElse(0L);
        if (rows > 0) {
            throw new StoreException(
                    StoreException.Kind.REFUSED,
                    "aurora.store",
                    "must be empty, a benchmark fills it: rows in event_journal=" + rows);
        }
    }

    private Void write(List<SeededJournal> journals, int events, int snapshotAge) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                JournalInsert insert = new JournalInsert(connection, BATCH)) {
            for (int i = 1; i <= events; i++) {
                for (SeededJournal journal : journals) {
                    insert.event(row(journal));
                    if (i == events - snapshotAge) {
                        insert.snapshot(journal.persistenceId(), journal.checkpoint());
                    }
                }
            }
        }
        return null;
    }

    /** The next row of a symbol's journal. */
    static JournalInsert.Row row(SeededJournal journal) {
        RecordedEvent event = journal.next();
        return new JournalInsert.Row(
                journal.persistenceId(), journal.sequenceNr(), StoredForms.manifest(event), StoredForms.toBytes(event));
    }
}
