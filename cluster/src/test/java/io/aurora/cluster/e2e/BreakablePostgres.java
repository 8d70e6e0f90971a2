package io.aurora.cluster.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of its own that a test can break off and start again over the same data, on the same port. It keeps what it has
 * acknowledged: {@code fsync} and {@code synchronous_commit} are on.
 */
final class BreakablePostgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long END_SECONDS = 30;

    private final Path data;
    private EmbeddedPostgres server;

    BreakablePostgres(Path data) {
        this.data = data;
        this.server = start(0);
    }

    private EmbeddedPostgres start(int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(START)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    javax.sql.DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** Immediate shutdown: connections are cut, nothing is written any more; the next start recovers from the log. */
    void breakOff() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            postmaster.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the database did not end", e);
        }
    }

    /** Starts again what was broken off. */
    void comeBack() {
        int port = server.getPort();
        close();
        server = start(port);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
