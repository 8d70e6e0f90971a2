package io.aurora.persistence.journal;

import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Goes through a journal that is there: of a stopped node's H2 file (open it with {@link Store#openExisting}) or of a running node's
 * database. Reads in pages by key, so that a journal of any length takes little memory and holds no transaction open. Blocking.
 */
public final class JournalReader {
    private static final int PAGE = 1_000;
    private static final String EVENTS = "SELECT " + JournalRow.COLUMNS
            + " FROM event_journal WHERE persistence_id = ? AND sequence_number > ? ORDER BY sequence_number LIMIT ?";

    private final Sql sql;

    public JournalReader(Store store) {
        this.sql = new Sql(store.dataSource());
    }

    /** A stored state: a snapshot or a checkpoint; its bytes are a {@code SymbolCheckpoint}. */
    public record StoredState(String persistenceId, long sequenceNr, long writtenAtMs, String manifest, byte[] bytes) {}

    /** Ids with events, sorted. */
    public List<String> persistenceIds() {
        return sql.list(
                "SELECT DISTINCT persistence_id FROM event_journal ORDER BY persistence_id",
                to -> {},
                row -> row.getString(1));
    }

    /** Number of the last event of {@code persistenceId}, 0 where there is none. */
    public long lastSequenceNr(String persistenceId) {
        return sql.first(
                        "SELECT COALESCE(MAX(sequence_number), 0) FROM event_journal WHERE persistence_id = ?",
                        to -> to.setString(1, persistenceId),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** At most {@code limit} events behind {@code afterSeq}, in order. */
    public List<JournalRow> page(String persistenceId, long afterSeq, int limit) {
        return sql.list(
                EVENTS,
                to -> {
                    to.setString(1, persistenceId);
                    to.setLong(2, afterSeq);
                    to.setInt(3, limit);
                },
                JournalRow::read);
    }

    /** Every event behind {@code afterSeq}, in order; the numbers may have holes, which are the caller's to find. */
    public Stream<JournalRow> events(String persistenceId, long afterSeq) {
        Iterator<JournalRow> rows = new Pages(persistenceId, afterSeq);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** Snapshots that are kept, oldest first. */
    public List<StoredState> snapshots(String persistenceId) {
        return states(
                "SELECT persistence_id, sequence_number, created, snapshot_ser_manifest, snapshot_payload FROM snapshot "
                        + "WHERE persistence_id = ? ORDER BY sequence_number",
                persistenceId);
    }

    /** Checkpoints, oldest first. */
    public List<StoredState> checkpoints(String persistenceId) {
        return states(
                "SELECT persistence_id, sequence_nr, written_at, 'symbol-snapshot:1', bytes FROM checkpoint "
                        + "WHERE persistence_id = ? ORDER BY sequence_nr",
                persistenceId);
    }

    private List<StoredState> states(String query, String persistenceId) {
        return sql.list(
                query,
                to -> to.setString(1, persistenceId),
                row -> new StoredState(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getBytes(5)));
    }

    private final class Pages implements Iterator<JournalRow> {
        private final String persistenceId;
        private long afterSeq;
        private Iterator<JournalRow> page = List.<JournalRow>of().iterator();

        Pages(String persistenceId, long afterSeq) {
            this.persistenceId = persistenceId;
            this.afterSeq = afterSeq;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext()) {
                page = page(persistenceId, afterSeq, PAGE).iterator();
            }
            return page.hasNext();
        }

        @Override
        public JournalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no event behind " + afterSeq);
            }
            JournalRow row = page.next();
            afterSeq = row.sequenceNr();
            return row;
        }
    }
}
