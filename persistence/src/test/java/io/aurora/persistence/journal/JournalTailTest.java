package io.aurora.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.Stores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTailTest {
    private static final long NOW = 1_800_000_000_000L;

    private final SetClock clock = new SetClock();

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private long now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitAndKeepTheOrderWhenALaterNumberCommitsFirst(Stores kind) throws SQLException {
        try (Store store = kind.open();
                Connection slow = store.dataSource().getConnection();
                Connection fast = store.dataSource().getConnection()) {
            JournalTail tail = new JournalTail(store, 0, 10, clock);
            slow.setAutoCommit(false);
            insert(slow, "a", 1, NOW);
            insert(fast, "b", 1, NOW);
            assertThat(tail.poll()).isEmpty();
            clock.now += 1_000;
            assertThat(tail.poll()).isEmpty();
            slow.commit();
            assertThat(ids(tail.poll())).containsExactly("a/1", "b/1");
            assertThat(tail.poll()).isEmpty();
            assertThat(tail.position()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnWhenANumberWasRolledBack(Stores kind) throws SQLException {
        try (Store store = kind.open();
                Connection lost = store.dataSource().getConnection();
                Connection good = store.dataSource().getConnection()) {
            JournalTail tail = new JournalTail(store, 0, 10, clock);
            lost.setAutoCommit(false);
            insert(good, "b", 1, NOW);
            insert(lost, "a", 1, NOW);
            lost.rollback();
            insert(good, "b", 2, NOW);
            assertThat(ids(tail.poll())).containsExactly("b/1");
            clock.now += 6_000;
            assertThat(tail.poll()).isEmpty();
            assertThat(ids(tail.poll())).containsExactly("b/2");
            insert(good, "b", 3, NOW);
            assertThat(ids(tail.poll())).containsExactly("b/3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotWaitWhenAHoleIsOld(Stores kind) throws SQLException {
        try (Store store = kind.open();
                Connection lost = store.dataSource().getConnection();
                Connection good = store.dataSource().getConnection()) {
            lost.setAutoCommit(false);
            insert(lost, "a", 1, NOW);
            lost.rollback();
            insert(good, "b", 1, NOW - 61_000);
            assertThat(ids(new JournalTail(store, 0, 10, clock).poll())).containsExactly("b/1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBatchAfterBatchWhenThereIsMoreThanOne(Stores kind) throws SQLException {
        try (Store store = kind.open();
                Connection connection = store.dataSource().getConnection()) {
            for (int seq = 1; seq <= 5; seq++) {
                insert(connection, "a", seq, NOW);
            }
            JournalTail tail = new JournalTail(store, 1, 2, clock);
            assertThat(ids(tail.poll())).containsExactly("a/2", "a/3");
            assertThat(ids(tail.poll())).containsExactly("a/4", "a/5");
            assertThat(tail.poll()).isEmpty();
        }
    }

    private static List<String> ids(List<JournalRow> rows) {
        return rows.stream()
                .map(row -> row.persistenceId() + "/" + row.sequenceNr())
                .toList();
    }

    private static void insert(Connection connection, String id, long seq, long writtenAt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest, "
                        + "event_payload, event_ser_id, event_ser_manifest) VALUES (?, ?, 'w', ?, '', ?, 1, 'held:1')")) {
            insert.setString(1, id);
            insert.setLong(2, seq);
            insert.setLong(3, writtenAt);
            insert.setBytes(4, new byte[] {1});
            insert.executeUpdate();
        }
    }
}
