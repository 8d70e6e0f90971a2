package io.aurora.persistence.readside;

import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * Queries over {@code trace}, {@code feedback} and {@code trace_expiry}. They show what has been projected, which may be behind what was stored. Blocking: call
 * it from a dispatcher for such work. Thread-safe.
 */
public final class TraceStore {
    private static final String EXPIRY = "LEFT JOIN trace_expiry e ON e.trace_id = t.trace_id ";
    private static final String DECISIONS =
            "SELECT " + TraceColumns.ALL + " FROM trace t LEFT JOIN feedback f ON f.trace_id = t.trace_id " + EXPIRY;

    private final Sql sql;

    public TraceStore(Store store) {
        this.sql = new Sql(store.dataSource());
    }

    /** A decision with its feedback and its expiry. */
    public Optional<TraceRow> trace(String traceId) {
        return sql.first(DECISIONS + "WHERE t.trace_id = ?", to -> to.setString(1, traceId), TraceColumns::row);
    }

    /** Traces of a policy that have feedback, the one that got it last first. */
    public List<TraceRow> closed(String policy, int limit) {
        return sql.list(
                "SELECT " + TraceColumns.ALL + " FROM feedback f JOIN trace t ON t.trace_id = f.trace_id " + EXPIRY
                        + "WHERE f.policy = ? ORDER BY f.policy, f.id DESC LIMIT ?",
                to -> new Columns(to).text(policy).number(limit),
                TraceColumns::row);
    }

    /**
     * Decisions of a policy in the order of the journal, with what became of each by now.
     *
     * @param afterId {@link TraceRow#id} of the last row known, 0 for the first page
     * @param limit most rows; fewer mean that there are no more yet
     */
    public List<TraceRow> page(String policy, long afterId, int limit) {
        return sql.list(
                DECISIONS + "WHERE t.policy = ? AND t.id > ? ORDER BY t.policy, t.id LIMIT ?",
                to -> new Columns(to).text(policy).number(afterId).number(limit),
                TraceColumns::row);
    }

    /** Policies with decisions, sorted. */
    public List<String> policies() {
        return sql.list("SELECT DISTINCT policy FROM trace ORDER BY policy", to -> {}, row -> row.getString(1));
    }
}
