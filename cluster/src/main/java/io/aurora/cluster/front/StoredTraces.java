package io.aurora.cluster.front;

import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.domain.learning.TraceId;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.TraceLog;
import io.aurora.persistence.readside.TraceRow;
import io.aurora.persistence.readside.TraceStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Traces from the read side's tables. Pages go by the decisions' places in the journal, which is what their tokens hold. */
final class StoredTraces implements TraceLog {
    private static final int RADIX = Character.MAX_RADIX;

    private final TraceStore store;
    private final Blocking blocking;

    StoredTraces(TraceStore store, Blocking blocking) {
        this.store = store;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Optional<ArchivedTrace>> find(TraceId trace, String policy) {
        return blocking.call(() -> store.trace(trace.toString())
                .filter(row -> row.policy().equals(policy))
                .map(StoredTraces::archived));
    }

    @Override
    public CompletionStage<Page> page(String policy, Optional<String> after, int limit) {
        long afterId = after.map(StoredTraces::id).orElse(0L);
        return blocking.call(() -> {
            // one more than asked for tells whether there is another page
            List<TraceRow> found = store.page(policy, afterId, limit + 1);
            boolean more = found.size() > limit;
            List<TraceRow> shown = more ? found.subList(0, limit) : found;
            Optional<String> next =
                    more ? Optional.of(Long.toString(shown.get(limit - 1).id(), RADIX)) : Optional.empty();
            return new Page(shown.stream().map(StoredTraces::row).toList(), next);
        });
    }

    @Override
    public CompletionStage<List<Row>> newest(String policy, int limit) {
        return blocking.call(() ->
                store.closed(policy, limit).stream().map(StoredTraces::row).toList());
    }

    private static long id(String token) {
        try {
            long id = Long.parseLong(token, RADIX);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            throw none(token);
        }
        throw none(token);
    }

    private static ProblemException none(String token) {
        return Problem.field(ProblemKind.BAD_PARAMETER, "must be the next of a page of this log", "after", token)
                .exception();
    }

    private static Row row(TraceRow row) {
        return new Row(row.traceId(), archived(row));
    }

    private static ArchivedTrace archived(TraceRow row) {
        return new ArchivedTrace(row.decision(), row.feedback(), row.expiry().map(TraceRow.Expiry::cause));
    }
}
