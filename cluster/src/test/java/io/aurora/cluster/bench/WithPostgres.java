package io.aurora.cluster.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;

/**
 * Runs a command beside a PostgreSQL server of its own, from jars, durable as a server in service is: fsync, synchronous_commit and
 * full_page_writes on. The command finds it by {@code STORE_KIND}, {@code STORE_URL} and {@code STORE_USER}. {@code build/with-postgres}
 * starts this.
 */
public final class WithPostgres {
    private WithPostgres() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        int code;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).inheritIO();
            builder.environment().put("STORE_KIND", "postgresql");
            builder.environment()
                    .put("STORE_URL", server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""));
            builder.environment().put("STORE_USER", "postgres");
            code = builder.start().waitFor();
        }
        System.exit(code);
    }
}
