package io.aurora.persistence.journal;

import io.aurora.persistence.store.Dialect;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the whole journal in the order of {@code ordering}, every event once and none left out.
 *
 * <p>The database numbers events when they are inserted and shows them when their transaction commits, which may be in another order; a
 * rolled-back insert leaves its number unused for ever. So a hole may still be filled, and this reader waits in front of it until that
 * is out of the question:
 *
 * <ul>
 *   <li>the event behind the hole was written more than {@link #OLD_MS} ago: no transaction lives that long;
 *   <li>PostgreSQL, after {@link #FIRST_LOOK_MS}: a share lock on the table, held for the length of one query, is granted only once all
 *       transactions that have inserted are over, and numbers are drawn under a lock that conflicts with it; what is not there then
 *       will never be;
 *   <li>H2, which has no such lock but writes from this process only: {@link #PATIENCE_MS} after the hole was first seen.
 * </ul>
 *
 * Costs one query of the primary order a batch. One reader; blocking.
 */
public final class JournalTail {
    private static final long OLD_MS = 60_000;
    private static final long FIRST_LOOK_MS = 300;
    private static final long PATIENCE_MS = 5_000;
    private static final String BATCH =
            "SELECT " + JournalRow.COLUMNS + " FROM event_journal WHERE ordering > ? ORDER BY ordering LIMIT ?";

    private final Sql sql;
    private final Dialect dialect;
    private final Clock clock;
    private final int batchSize;
    private long position;
    private long settledUpTo;
    private long blockedSinceMs;
    private long blockedMax;

    /**
     * A reader of everything behind {@code position}.
     *
     * @param position ordering of the last event known, 0 for none
     * @param batchSize most events one poll gives
     */
    public JournalTail(Store store, long position, int batchSize, Clock clock) {
        this.sql = new Sql(store.dataSource());
        this.dialect = store.dialect();
        this.clock = clock;
        this.batchSize = batchSize;
        this.position = position;
    }

    /** Ordering of the last event given. */
    public long position() {
        return position;
    }

    /** The next events, none where there are none or where a hole is in the way. */
    public List<JournalRow> poll() {
        List<JournalRow> found = sql.list(
                BATCH,
                to -> {
                    to.setLong(1, position);
                    to.setInt(2, batchSize);
                },
                JournalRow::read);
        List<JournalRow> given = withoutHoles(found);
        if (given.size() < found.size()) {
            waitAt();
        } else {
            blockedMax = 0;
        }
        return given;
    }

    private List<JournalRow> withoutHoles(List<JournalRow> found) {
        long now = clock.millis();
        List<JournalRow> given = new ArrayList<>(found.size());
        for (JournalRow row : found) {
            boolean follows = row.ordering() == position + 1 || row.ordering() <= settledUpTo + 1;
            if (!follows && now - row.writtenAtMs() < OLD_MS) {
                break;
            }
            position = row.ordering();
            given.add(row);
        }
        return given;
    }

    private void waitAt() {
        long now = clock.millis();
        if (blockedMax == 0) {
            blockedSinceMs = now;
            blockedMax = maxOrdering();
        } else if (dialect == Dialect.POSTGRESQL && now - blockedSinceMs >= FIRST_LOOK_MS) {
            settledUpTo = Math.max(settledUpTo, maxOrderingAfterWriters());
            blockedMax = 0;
        } else if (dialect == Dialect.H2 && now - blockedSinceMs >= PATIENCE_MS) {
            settledUpTo = Math.max(settledUpTo, blockedMax);
            blockedMax = 0;
        }
    }

    private long maxOrdering() {
        return sql.first("SELECT COALESCE(MAX(ordering), 0) FROM event_journal", to -> {}, row -> row.getLong(1))
                .orElse(0L);
    }

    /** Highest number in the journal once every transaction that had inserted is over; the old mark where they take too long. */
    private long maxOrderingAfterWriters() {
        return sql.with(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '500ms'");
                statement.execute("LOCK TABLE event_journal IN SHARE MODE");
                return queryMax(connection);
            } catch (SQLException e) {
                if ("55P03".equals(e.getSQLState())) {
                    return settledUpTo;
                }
                throw e;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private static long queryMax(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT COALESCE(MAX(ordering), 0) FROM event_journal");
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new StoreException(StoreException.Kind.FAILED, "aurora.store", "no answer from the database");
            }
            return row.getLong(1);
        }
    }
}
