package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where events live.
 *
 * @param kind embedded H2 or PostgreSQL
 * @param file H2 file without ending
 * @param url PostgreSQL address; needed with that kind
 * @param user PostgreSQL user
 * @param password reference to the PostgreSQL password
 * @param poolSize connections
 * @param connectTimeout longest wait for a connection
 * @param writeBuffer events that wait for the writer
 * @param writeBatch events in one statement
 * @param writeParallelism statements in flight on PostgreSQL
 * @param commitPause shortest time between two commits of the journal on H2
 */
public record StoreSettings(
        Kind kind,
        String file,
        Optional<String> url,
        Optional<String> user,
        Optional<SecretRef> password,
        int poolSize,
        Duration connectTimeout,
        int writeBuffer,
        int writeBatch,
        int writeParallelism,
        Duration commitPause) {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** Database. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    public StoreSettings {
        Check.notBlank("file", file);
        if (kind == Kind.POSTGRESQL && url.isEmpty()) {
            throw new IllegalArgumentException("url must be set with PostgreSQL: kind=postgresql, url=''");
        }
        url.ifPresent(StoreSettings::checkUrl);
        Check.within("pool_size", poolSize, 2, 1000);
        Check.atLeast("connect_timeout", connectTimeout, Duration.ofMillis(250));
        Require.atLeast("write_buffer", writeBuffer, 100);
        Check.within("write_batch", writeBatch, 1, 10_000);
        Check.within("write_parallelism", writeParallelism, 1, poolSize);
        Check.that(
                !commitPause.isNegative() && commitPause.compareTo(LONGEST_PAUSE) <= 0,
                "must be in [0ms, " + Check.text(LONGEST_PAUSE) + "]",
                "commit_pause",
                Check.text(commitPause));
    }

    private static void checkUrl(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        Check.that(
                !lower.contains("password=") && !lower.contains("@"),
                "must not hold user or password (use user and password)",
                "url",
                "***");
        Check.that(lower.startsWith("jdbc:postgresql:"), "must start with jdbc:postgresql:", "url", url);
    }

    /**
     * Statements in flight on this kind of store. H2 commits one after the other: with one at a time the events that wait share the next
     * commit, which costs far more than its rows.
     */
    public int writesAtATime() {
        return kind == Kind.H2 ? 1 : writeParallelism;
    }
}
