package io.aurora.http;

import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.domain.learning.TraceId;
import io.aurora.http.port.TraceLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A read side that knows what it was told; page tokens are numbers of rows. */
final class FakeTraces implements TraceLog {
    final Map<String, ArchivedTrace> known = new LinkedHashMap<>();
    /** How many times it has yet to be asked before it knows anything. */
    int behind;

    int looks;

    @Override
    public CompletionStage<Optional<ArchivedTrace>> find(TraceId trace, String policy) {
        looks++;
        return CompletableFuture.completedFuture(
                Optional.ofNullable(known.get(trace.toString())).filter(any -> looks > behind));
    }

    @Override
    public CompletionStage<Page> page(String policy, Optional<String> after, int limit) {
        int from = after.map(Integer::parseInt).orElse(0);
        List<Row> rows = rows();
        int to = Math.min(rows.size(), from + limit);
        Optional<String> next = to < rows.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return CompletableFuture.completedFuture(new Page(rows.subList(from, to), next));
    }

    @Override
    public CompletionStage<List<Row>> newest(String policy, int limit) {
        List<Row> rows = new ArrayList<>(rows());
        Collections.reverse(rows);
        return CompletableFuture.completedFuture(rows.subList(0, Math.min(limit, rows.size())));
    }

    private List<Row> rows() {
        return known.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }
}
