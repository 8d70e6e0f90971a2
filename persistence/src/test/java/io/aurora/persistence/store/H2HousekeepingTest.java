package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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
import java.util.function.Function;
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
    private static final int COMMITS = 3_000;
    private static final int PAYLOAD_BYTES = 550;

    @TempDir
    Path folder;

    @Test
    void shouldBoundTheGrowthOfAnEventWhenEachIsItsOwnCommit() throws Exception {
        long alone = grown("alone", source -> () -> {});
        long kept =
                grown("kept", source -> H2Housekeeping.start(source, Duration.ofMillis(20), Duration.ofMillis(100)));

        assertThat(kept)
                .as("bytes of %d commits, %d without housekeeping, seed %d", COMMITS, alone, SEED)
                .isLessThan(alone / 2)
                .isGreaterThan((long) COMMITS * PAYLOAD_BYTES);
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

    private JdbcDataSource source(String name) {
        StoreAddress address = StoreAddress.of(TestStores.h2(folder.resolve(name)), Map.of(), true);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(address.url());
        source.setUser(address.properties().getProperty("user"));
        source.setPassword(address.properties().getProperty("password"));
        return source;
    }

    /** Bytes by which the file grew, while it is open: its end rewrites it in any case. */
    private long grown(String name, Function<JdbcDataSource, AutoCloseable> housekeeping) throws Exception {
        JdbcDataSource source = source(name);
        Path file = folder.resolve(name + ".mv.db");
        try (Connection connection = source.getConnection();
                AutoCloseable running = housekeeping.apply(source);
                Statement statement = connection.createStatement()) {
            assertThat(running).isNotNull();
            statement.execute("CREATE TABLE \"event\" (\"seq\" BIGINT PRIMARY KEY, \"payload\" VARBINARY)");
            long before = Files.size(file);
            insert(connection);
            long grown = Files.size(file) - before;
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"event\"")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(COMMITS);
            }
            return grown;
        }
    }

    private static void insert(Connection connection) throws SQLException {
        Random random = new Random(SEED);
        byte[] payload = new byte[PAYLOAD_BYTES];
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO \"event\" VALUES (?, ?)")) {
            for (int i = 0; i < COMMITS; i++) {
                random.nextBytes(payload);
                insert.setInt(1, i);
                insert.setBytes(2, payload);
                insert.executeUpdate();
            }
        }
    }

    private static int retentionMs(Store store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore file = session.getDatabase().getStore().getMvStore();
            return file.getRetentionTime();
        }
    }

    private static long housekeepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
