package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2HousekeepingTest {
    private static final String THREAD = "aurora-h2-housekeeping";
    private static final int H2_RETENTION_MS = 45_000;
    private static final long SEED = 8L;
    private static final int COMMITS = 2_000;
    private static final int PAYLOAD_BYTES = 550;
    /** Shares of the chunks in use that is live, percent. */
    private static final int WASTED = 20;

    private static final int TIDY = 75;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** So many commits more at most, 20 s of them. */
    private static final int MOST = 400;

    @TempDir
    Path folder;

    @Test
    void shouldRewriteChunksThatHoldLittleWhenCommitsGoOn() throws Exception {
        JdbcDataSource source = source();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"event\" (\"seq\" BIGINT PRIMARY KEY, \"payload\" VARBINARY)");
            events(connection, 0, COMMITS);
            MVStore file = file(connection);
            assertThat(file.getFileStore().getChunksFillRate())
                    .as("live share without housekeeping")
                    .isLessThan(WASTED);

            int more = 0;
            try (H2Housekeeping housekeeping = H2Housekeeping.start(source, PAUSE, PAUSE.multipliedBy(2))) {
                assertThat(housekeeping).isNotNull();
                for (; file.getFileStore().getChunksFillRate() < TIDY && more < MOST; more++) {
                    events(connection, COMMITS + more, 1);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }

            assertThat(file.getFileStore().getChunksFillRate())
                    .as("live share after %d commits more, seed %d", more, SEED)
                    .isGreaterThanOrEqualTo(TIDY);
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"event\"")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(COMMITS + more);
            }
        }
    }

    @Test
    void shouldTidyAnOpenStoreUntilItIsClosed() throws Exception {
        Path file = folder.resolve("store");
        long others = housekeepers();
        try (Store store = Store.open(TestStores.h2(file), Map.of())) {
            assertThat(retentionMs(store)).isEqualTo(H2_RETENTION_MS);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (retentionMs(store) == H2_RETENTION_MS && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(retentionMs(store)).isEqualTo(5_000);
            assertThat(housekeepers()).isEqualTo(others + 1);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (housekeepers() > others && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(housekeepers()).isEqualTo(others);
    }

    private JdbcDataSource source() {
        StoreAddress address = StoreAddress.of(TestStores.h2(folder.resolve("store")), Map.of(), true);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(address.url());
        source.setUser(address.properties().getProperty("user"));
        source.setPassword(address.properties().getProperty("password"));
        return source;
    }

    /** Small rows, each in a commit of its own. */
    private static void events(Connection connection, int from, int count) throws SQLException {
        Random random = new Random(SEED + from);
        byte[] payload = new byte[PAYLOAD_BYTES];
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO \"event\" VALUES (?, ?)")) {
            for (int seq = from; seq < from + count; seq++) {
                random.nextBytes(payload);
                insert.setInt(1, seq);
                insert.setBytes(2, payload);
                insert.executeUpdate();
            }
        }
    }

    private static int retentionMs(Store store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection()) {
            return file(connection).getRetentionTime();
        }
    }

    private static MVStore file(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static long housekeepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
