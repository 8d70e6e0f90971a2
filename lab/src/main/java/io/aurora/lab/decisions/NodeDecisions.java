package io.aurora.lab.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.domain.learning.TraceId;
import io.aurora.lab.audit.JournalException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of a running node, by {@code GET /policies/{policy}/log?after=&limit=} page by page. */
public final class NodeDecisions implements DecisionSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PAGE = 2_000;
    private static final int MOST_SAID = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    /** @param base address of the node, for instance {@code http://127.0.0.1:8080} */
    public NodeDecisions(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void forEach(String policy, Consumer<LoggedDecision> use) {
        Optional<String> after = Optional.empty();
        boolean more = true;
        while (more) {
            String path = path(policy, after);
            JsonNode page = get(path);
            page.path("rows").forEach(row -> use.accept(logged(path, policy, row)));
            Optional<String> next = Optional.of(page.path("next"))
                    .filter(node -> node.isTextual() || node.isNumber())
                    .map(JsonNode::asText);
            more = next.isPresent() && !next.equals(after);
            after = next;
        }
    }

    private static String path(String policy, Optional<String> after) {
        return "/policies/" + encoded(policy) + "/log?limit=" + PAGE
                + after.map(token -> "&after=" + encoded(token)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            if (response.statusCode() != OK) {
                throw refused(
                        path,
                        response.statusCode() + " " + body.substring(0, Math.min(MOST_SAID, body.length())),
                        null);
            }
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw refused(path, "must be JSON", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw refused(path, "no answer (" + why + "): is the node running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(path, "interrupted", e);
        }
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
            throw refused(path, "a row cannot be read: " + e.getMessage(), e);
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

    private JournalException refused(String path, String problem, Exception cause) {
        return new JournalException(base + path + ": " + problem, cause);
    }

    @Override
    public void close() {
        // the client's connections end with it
    }
}
