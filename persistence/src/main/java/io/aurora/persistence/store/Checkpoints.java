package io.aurora.persistence.store;

import io.aurora.persistence.SymbolCheckpoint;
import io.aurora.persistence.serial.StoredForms;
import java.util.Optional;

/**
 * States of symbols that are kept for ever, one at every {@link #EVERY}-th event, so that any past decision is at most that many events
 * away from a stored state. Blocking: call it from a dispatcher for such work.
 */
public final class Checkpoints {
    /** Events from one checkpoint to the next. */
    public static final long EVERY = 5_000;

    private static final String SNAPSHOT = "symbol-snapshot:1";

    private final Sql sql;

    public Checkpoints(Store store) {
        this.sql = new Sql(store.dataSource());
    }

    /** Whether the state after event {@code sequenceNr} is one to keep. */
    public static boolean due(long sequenceNr) {
        return sequenceNr % EVERY == 0;
    }

    /**
     * Keeps a state; one that is kept already stays as it is, so a repeated write is harmless.
     *
     * @return whether it was new
     */
    public boolean write(String persistenceId, SymbolCheckpoint checkpoint, long writtenAtMs) {
        byte[] bytes = StoredForms.toBytes(checkpoint);
        int added = sql.update(
                "INSERT INTO \"checkpoint\" (\"persistence_id\", \"sequence_nr\", \"bytes\", \"written_at\") "
                        + "SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM \"checkpoint\" "
                        + "WHERE \"persistence_id\" = ? AND \"sequence_nr\" = ?)",
                to -> {
                    to.setString(1, persistenceId);
                    to.setLong(2, checkpoint.sequenceNr());
                    to.setBytes(3, bytes);
                    to.setLong(4, writtenAtMs);
                    to.setString(5, persistenceId);
                    to.setLong(6, checkpoint.sequenceNr());
                });
        return added == 1;
    }

    /** The newest state kept at or before event {@code sequenceNr}. */
    public Optional<SymbolCheckpoint> newestUpTo(String persistenceId, long sequenceNr) {
        return sql.first(
                "SELECT \"bytes\" FROM \"checkpoint\" WHERE \"persistence_id\" = ? AND \"sequence_nr\" <= ? "
                        + "ORDER BY \"sequence_nr\" DESC LIMIT 1",
                to -> {
                    to.setString(1, persistenceId);
                    to.setLong(2, sequenceNr);
                },
                row -> (SymbolCheckpoint) StoredForms.fromBytes(SNAPSHOT, row.getBytes(1)));
    }
}
