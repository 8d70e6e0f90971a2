package io.aurora.persistence.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database lends connections; its going and its return are logged, each once, with the reason. Thread-safe. */
final class StoreOutage {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOutage.class);
    private static final long NONE = 0;

    private final LongSupplier nanos;
    private final AtomicLong since = new AtomicLong(NONE);

    StoreOutage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void lent() {
        long begun = since.get();
        if (begun != NONE && since.compareAndSet(begun, NONE)) {
            Duration lasted = Duration.ofNanos(nanos.getAsLong() - begun);
            LOG.warn("The database answers again after {} s", lasted.toMillis() / 1000.0);
        }
    }

    void refused(SQLException failure) {
        if (since.compareAndSet(NONE, Math.max(NONE + 1, nanos.getAsLong()))) {
            LOG.error("The database does not answer; writes wait and are tried again: {}", reason(failure));
        }
    }

    /** What lies at the bottom of a pool's complaint. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return failure == root ? failure.getMessage() : failure.getMessage() + " (" + root.getMessage() + ")";
    }

    /** Whether a failure says that the database is away, and nothing about the statement. */
    static boolean away(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08")
                || state.startsWith("57P")
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException;
    }
}
