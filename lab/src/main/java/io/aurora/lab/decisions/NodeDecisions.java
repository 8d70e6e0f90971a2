package io.aurora.lab.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.learning.TraceId;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of a running node, by {@code GET /policies/{policy}/log?after=&limit=} page by page. */
public final class NodeDecisions implements DecisionSource {
    private static final int PAGE = 2_000;

    private final NodeHttp node;

    /** @param base address of the node, for instance {@code http://127.0.0.1:8080} */
    public NodeDecisions(URI base) {
        this.node = new NodeHttp(base);
    }

    @Override
    public void forEach(String policy, Consumer<LoggedDecision> use) {
        Optional<String> after = Optional.empty();
        boolean more = true;
        while (more) {
            String path = path(policy, after);
            JsonNode page = node.get(path);
            page.path("rows").forEach(row -> use.accept(logged(path, policy, row)));
            Optional<String> next = Optional.of(page.path("next"))
                    .filter(token -> token.isTextual() || token.isNumber())
                    .map(JsonNode::asText);
            more = next.isPresent() && !next.equals(after);
            after = next;
        }
    }

    private static String path(String policy, Optional<String> after) {
        return "/policies/" + NodeHttp.encoded(policy) + "/log?limit=" + PAGE
                + after.map(token -> "&after=" + NodeHttp.encoded(token)).orElse("");
    }

    private LoggedDecision logged(String path, String policy, JsonNode row) {
        try {
            String traceId = text(row, "trace_id");
            List<String> candidates = new ArrayList<>();
            row.path("candidates").forEach(name -> candidates.add(name.asText()));
            List<Double> q = new ArrayList<>();
            row.path("q").forEach(value -> q.add(value.asDouble()));
            return new LoggedDecision(
                    traceId,
                    policy,
                    TraceId.parse(traceId)
                            .orElseThrow(() -> new IllegalArgumentException("must name a trace: trace_id=" + traceId))
                            .partition(),
                    Instant.parse(text(row, "decided_at")).toEpochMilli(),
                    text(row, "state"),
                    candidates,
                    q,
                    row.path("action").isTextual() ? Optional.of(chosen(row)) : Optional.empty(),
                    row.path("reward").isNumber() ? Optional.of(learned(row)) : Optional.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw node.refused(path, "a row cannot be read: " + e.getMessage(), e);
        }
    }

    private static LoggedDecision.Chosen chosen(JsonNode row) {
        return new LoggedDecision.Chosen(
                text(row, "action"),
                number(row, "propensity"),
                number(row, "epsilon"),
                row.path("explored").asBoolean(),
                number(row, "score"));
    }

    private static LoggedDecision.Learned learned(JsonNode row) {
        return new LoggedDecision.Learned(
                number(row, "reward"),
                text(row, "next_state"),
                number(row, "max_next"),
                number(row, "old_q"),
                number(row, "new_q"));
    }

    private static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("must be a text: " + field + "=" + value);
        }
        return value.textValue();
    }

    private static double number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("must be a number: " + field + "=" + value);
        }
        return value.doubleValue();
    }

    @Override
    public void close() {
        // the client's connections end with it
    }
}
