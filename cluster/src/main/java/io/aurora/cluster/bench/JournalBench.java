package io.aurora.cluster.bench;

import io.aurora.config.AuroraSettings;
import io.aurora.persistence.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Bare batched inserts of a journal's rows: the rows are made before the clock starts, then written by as many connections as the
 * journal uses, each batch one commit. The upper bound of what a node can store with these batches on this machine.
 */
public final class JournalBench {
    private final AuroraSettings settings;
    private final Store store;
    private final List<SeededJournal> journals = new ArrayList<>();

    /** Over a store that {@link NodeBench} did not fill. */
    public JournalBench(AuroraSettings settings, Store store, int symbols) {
        this.settings = settings;
        this.store = store;
        BenchSymbols.journal(settings, symbols)
                .forEach(spec -> journals.add(new SeededJournal(spec, settings.activeProfile())));
    }

    /** Inserts {@code events} more events of every symbol, {@code batch} rows a commit on each of {@code connections}; rows a second. */
    public double rowsPerSecond(int events, int batch, int connections) throws Exception {
        List<List<JournalInsert.Row>> parts = new ArrayList<>();
        for (int part = 0; part < connections; part++) {
            parts.add(new ArrayList<>());
        }
        for (int i = 0; i < events; i++) {
            for (int k = 0; k < journals.size(); k++) {
                parts.get(k % connections).add(JournalFill.row(journals.get(k)));
            }
        }
        List<Callable<Void>> work = new ArrayList<>();
        parts.forEach(rows -> work.add(() -> write(rows, batch)));
        long started = System.nanoTime();
        Parallel.run(work);
        return (double) events * journals.size() / BenchClock.seconds(started);
    }

    private Void write(List<JournalInsert.Row> rows, int batch) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                JournalInsert insert = new JournalInsert(connection, batch)) {
            for (JournalInsert.Row row : rows) {
                insert.event(row);
            }
        }
        return null;
    }

    /** What the database says of itself. */
    public Map<String, Object> store() {
        return new StoreSize(store, settings.store().file()).settings();
    }

    /** Rows of a commit, as the journal is set. */
    public int batch() {
        return settings.store().writeBatch();
    }

    /** Connections that write: those of the journal, as far as this pool has them. */
    public int connections() {
        return Math.min(settings.store().writeParallelism(), settings.store().poolSize() / 2);
    }
}
