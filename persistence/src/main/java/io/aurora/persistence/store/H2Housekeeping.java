package io.aurora.persistence.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an H2 file its dead space back while it is in use. H2 does so in a thread of its own, which {@code WRITE_DELAY=0} turns off with
 * the delayed writes; without it a file of small commits grows by about 24 KB an event and never shrinks. This does what that thread
 * would: it rewrites chunks that hold little, a small amount at a time, so that later commits reuse their place. Commits wait
 * meanwhile, so it works a few milliseconds at once and at most a twentieth of the time: a busy store grows and is tidied when it has less to do.
 */
final class H2Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeping.class);
    private static final Duration EVERY = Duration.ofMillis(125);
    private static final int FILL_RATE = 80;
    private static final int WRITE_BYTES = 256 * 1024;
    /** Pause after a round, in lengths of that round. */
    private static final int REST = 19;
    /** How long space is kept after it was freed; H2's default of 45 s guards against disks that reorder writes without a flush. */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "aurora-h2-housekeeping");
        daemon.setDaemon(true);
        return daemon;
    });
    private final DataSource connections;
    private final int retentionMs;

    private H2Housekeeping(DataSource connections, Duration retention) {
        this.connections = connections;
        this.retentionMs = Math.toIntExact(retention.toMillis());
    }

    static H2Housekeeping start(DataSource connections) {
        return start(connections, EVERY, RETENTION);
    }

    /**
     * @param every pause between two looks
     * @param retention how long space is kept after it was freed
     */
    static H2Housekeeping start(DataSource connections, Duration every, Duration retention) {
        H2Housekeeping housekeeping = new H2Housekeeping(connections, retention);
        housekeeping.next(every.toNanos(), every.toNanos());
        return housekeeping;
    }

    private void next(long pauseNanos, long everyNanos) {
        thread.schedule(() -> round(everyNanos), pauseNanos, TimeUnit.NANOSECONDS);
    }

    private void round(long everyNanos) {
        long started = System.nanoTime();
        tidy();
        long took = System.nanoTime() - started;
        if (!thread.isShutdown()) {
            next(Math.max(everyNanos, REST * took), everyNanos);
        }
    }

    private void tidy() {
        try (Connection connection = connections.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            store.setRetentionTime(retentionMs);
            store.compact(FILL_RATE, WRITE_BYTES);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("no housekeeping this time", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
