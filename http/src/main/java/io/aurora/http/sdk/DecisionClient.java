package io.aurora.http.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks a node whom to give a task to, and tells it how that went. Calls block until they are answered; a feedback whose answer was lost
 * may be sent again, it is learned from once. Thread-safe.
 *
 * <pre>{@code
 * DecisionClient aurora = new DecisionClient("http://127.0.0.1:8080");
 * DecisionClient.Decision decision = aurora.decide(
 *         "job-17",
 *         Map.of("cpu", 4, "memory_gb", 16, "region", "eu"),
 *         List.of(Map.of("provider", "akash", "sku", "A8"), Map.of("provider", "vast", "sku", "V4")));
 * if (decision.chosen().isPresent()) {
 *     Object provider = decision.chosen().get().get("provider");
 *     // the task runs there: 42 ms, at a cost of 0.12, without a failure, in time
 *     DecisionClient.Feedback learned = aurora.feedback(decision.traceId(), 42.0, 0.12, 0, true);
 * }
 * }</pre>
 */
public final class DecisionClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LEAST_ERROR = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final String node;
    private final HttpClient http;

    /**
     * A decision.
     *
     * @param traceId what feedback refers to
     * @param chosen the candidate as it was offered; absent where the certified decision of the task's symbol let nobody be chosen
     * @param score execution score in [0, 1]; absent where nobody was chosen
     * @param explanations how it came about, as the node tells it
     */
    public record Decision(
            String traceId, Optional<Map<String, Object>> chosen, OptionalDouble score, JsonNode explanations) {}

    /**
     * What was learned.
     *
     * @param updated false where the trace had been answered before: the reward is then that of the first time
     * @param reward in [-1, 1]
     * @param explanation which parts made it
     */
    public record Feedback(boolean updated, double reward, JsonNode explanation) {}

    /** The node refused, or cannot answer now. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int UNAVAILABLE = 503;

        private final int status;
        private final String reason;

        RefusedException(int status, String reason, String detail) {
            super(detail);
            this.status = status;
            this.reason = reason;
        }

        public int status() {
            return status;
        }

        /** Stable code, e.g. {@code unknown_trace}; else the type of the problem. */
        public String reason() {
            return reason;
        }

        /** Whether the same call may succeed a little later. */
        public boolean retryable() {
            return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
        }
    }

    /** @param node address of a node, e.g. {@code http://127.0.0.1:8080} */
    public DecisionClient(String node) {
        this.node = node.endsWith("/") ? node.substring(0, node.length() - 1) : node;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** By the policy {@code default}. */
    public Decision decide(String taskId, Map<String, ?> context, List<? extends Map<String, ?>> candidates)
            throws IOException, InterruptedException {
        return decide(taskId, context, candidates, "default");
    }

    /**
     * Asks for a decision.
     *
     * @param context what is known of the task: {@code cpu}, {@code memory_gb}, {@code latency_ms}, {@code region}, {@code symbol} and
     *     whatever a router is to know
     * @param candidates each with {@code provider} and {@code sku}, and whatever a router is to know
     * @throws RefusedException where the node refuses or cannot answer now
     */
    public Decision decide(
            String taskId, Map<String, ?> context, List<? extends Map<String, ?>> candidates, String policy)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", taskId);
        body.put("context", context);
        body.put("candidates", candidates);
        body.put("policy", policy);
        JsonNode answer = post("/decisions", body);
        JsonNode chosen = answer.get("chosen");
        JsonNode score = answer.get("score");
        return new Decision(
                answer.get("trace_id").asText(),
                chosen.isNull() ? Optional.empty() : Optional.of(MAPPER.convertValue(chosen, OBJECT)),
                score.isNull() ? OptionalDouble.empty() : OptionalDouble.of(score.asDouble()),
                answer.get("explanations"));
    }

    /**
     * Tells how a task went.
     *
     * @param latencyMs milliseconds, &gt;= 0
     * @param cost in the unit of the policy's reference cost, &gt;= 0
     * @param failures attempts that failed
     * @param sloHit whether the service level objective was kept
     * @throws RefusedException where the trace is unknown (404), was gated (409) or has expired (410), or the outcome is out of range
     */
    public Feedback feedback(String traceId, double latencyMs, double cost, int failures, boolean sloHit)
            throws IOException, InterruptedException {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("latency_ms", latencyMs);
        outcome.put("cost", cost);
        outcome.put("failures", failures);
        outcome.put("slo_hit", sloHit);
        JsonNode answer = post("/feedback", Map.of("trace_id", traceId, "outcome", outcome));
        return new Feedback(
                answer.get("updated").asBoolean(), answer.get("reward").asDouble(), answer.get("explanation"));
    }

    /** The decision with what came of it, as the node tells it. */
    public JsonNode trace(String traceId) throws IOException, InterruptedException {
        return send(request("/decisions/" + traceId).GET().build());
    }

    /** The decision loop in figures. */
    public JsonNode status() throws IOException, InterruptedException {
        return send(request("/status").GET().build());
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node + path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() < LEAST_ERROR) {
            return MAPPER.readTree(response.body());
        }
        JsonNode problem = problem(response.body());
        throw new RefusedException(
                response.statusCode(),
                problem.path("reason").asText(problem.path("type").asText()),
                problem.path("detail").asText("status " + response.statusCode()));
    }

    /** What stands before a node may answer with something else. */
    private static JsonNode problem(byte[] body) throws IOException {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }
}
