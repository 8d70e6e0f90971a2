package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.decisions.DecisionRequest;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.config.StrategistSettings;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads requests of the decision loop. What cannot be read is a 400, what can be read but not decided or learned from a 422, each
 * with the place of the field. Contexts and candidates may say more than is known here: it is kept for the router and the answer.
 */
final class TaskReading {
    private static final Set<String> FIELDS = Set.of("task_id", "context", "candidates", "policy");
    private static final int TASK_ID_CHARS = 200;
    private static final int NAME_CHARS = 64;
    private static final String NOT_NEGATIVE = "must be finite and >= 0";

    /**
     * A request as it was asked.
     *
     * @param request what is decided on
     * @param candidates the asker's own objects, in their order
     */
    record Asked(DecisionRequest request, List<JsonNode> candidates) {}

    private TaskReading() {}

    static Asked decision(JsonNode body) {
        JsonFields fields = new JsonFields(body, FIELDS);
        String taskId = fields.text("task_id", TASK_ID_CHARS);
        String policy = policy(fields);
        Optional<JsonNode> context = fields.any("context");
        List<JsonNode> given = given(fields);
        List<Candidate> candidates = candidates(given);
        Supplier<RouteCall> route = () -> new RouteCall(
                given.stream().map(JsonNode::toString).toList(),
                context.map(JsonNode::toString).orElse("{}"),
                0L);
        TaskContext known =
                context.map(node -> context(JsonFields.within("context", node))).orElse(TaskContext.EMPTY);
        return new Asked(new DecisionRequest(policy, taskId, known, candidates, route), given);
    }

    private static String policy(JsonFields fields) {
        Optional<JsonNode> named = fields.any("policy");
        if (named.isEmpty()) {
            return StrategistSettings.DEFAULT_POLICY;
        }
        return policy(
                named.get().isTextual() ? named.get().textValue() : named.get().toString());
    }

    /** Checks the name of a policy. */
    static String policy(String name) {
        if (!PolicyTerms.isName(name)) {
            throw refused("invalid_policy", "must match [a-z0-9_-]{1,32}", "policy", name);
        }
        return name;
    }

    private static List<JsonNode> given(JsonFields fields) {
        JsonNode array = fields.any("candidates").orElse(null);
        if (array == null || array.isArray() && array.isEmpty()) {
            throw refused("no_candidates", "must have at least one", "candidates", array == null ? null : "[]");
        }
        if (!array.isArray()) {
            throw Problem.field(ProblemKind.BAD_FIELD, "must be an array", "candidates", array.toString())
                    .exception();
        }
        if (array.size() > DecisionRequest.MOST_CANDIDATES) {
            throw refused(
                    "too_many_candidates",
                    "must have at most " + DecisionRequest.MOST_CANDIDATES,
                    "candidates",
                    Integer.toString(array.size()));
        }
        List<JsonNode> given = new ArrayList<>(array.size());
        array.forEach(given::add);
        return given;
    }

    private static List<Candidate> candidates(List<JsonNode> given) {
        List<Candidate> candidates = new ArrayList<>(given.size());
        Set<Candidate> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String place = "candidates[" + i + "]";
            JsonFields fields = JsonFields.within(place, given.get(i));
            String provider = fields.text("provider", NAME_CHARS);
            if (provider.indexOf('/') >= 0) {
                throw Problem.field(ProblemKind.BAD_FIELD, "must not contain '/'", fields.place("provider"), provider)
                        .exception();
            }
            Candidate candidate = new Candidate(provider, fields.text("sku", NAME_CHARS));
            if (!seen.add(candidate)) {
                throw refused("duplicate_candidates", "must differ from those before it", place, candidate.action());
            }
            candidates.add(candidate);
        }
        return candidates;
    }

    private static TaskContext context(JsonFields fields) {
        return new TaskContext(
                size(fields, "cpu"),
                size(fields, "memory_gb"),
                size(fields, "latency_ms"),
                fields.optionalText("region", NAME_CHARS),
                fields.optionalText("symbol", NAME_CHARS).map(TaskReading::symbol));
    }

    private static OptionalDouble size(JsonFields fields, String name) {
        OptionalDouble value = fields.optionalNumber(name);
        if (value.isPresent() && !(Double.isFinite(value.getAsDouble()) && value.getAsDouble() >= 0.0)) {
            throw refused(
                    "out_of_range",
                    NOT_NEGATIVE,
                    fields.place(name),
                    fields.any(name).map(JsonNode::asText).orElse(null));
        }
        return value;
    }

    /** What can be no symbol's name is one that nobody knows. */
    private static String symbol(String name) {
        if (!SymbolSpec.isName(name)) {
            throw refused("unknown_symbol", "must match [A-Za-z0-9._-]{1,32}", "context.symbol", name);
        }
        return name;
    }

    static TaskOutcome outcome(JsonFields body) {
        JsonFields fields = body.object("outcome");
        double latencyMs = measured(fields, "latency_ms");
        double cost = measured(fields, "cost");
        double failures = fields.number("failures");
        if (!(failures >= 0.0 && failures <= Integer.MAX_VALUE && failures == Math.rint(failures))) {
            throw outOfRange(fields, "failures", "must be a whole number in [0, " + Integer.MAX_VALUE + "]");
        }
        return new TaskOutcome(latencyMs, cost, (int) failures, fields.flag("slo_hit"));
    }

    private static double measured(JsonFields fields, String name) {
        double value = fields.number(name);
        if (!(Double.isFinite(value) && value >= 0.0)) {
            throw outOfRange(fields, name, NOT_NEGATIVE);
        }
        return value;
    }

    private static ProblemException outOfRange(JsonFields fields, String name, String rule) {
        String value = fields.any(name).map(JsonNode::asText).orElse(null);
        return Problem.refusedField(ProblemKind.OUTCOME_REFUSED, "out_of_range", rule, fields.place(name), value)
                .exception();
    }

    private static ProblemException refused(String reason, String rule, String field, String value) {
        return Problem.refusedField(ProblemKind.DECISION_REFUSED, reason, rule, field, value)
                .exception();
    }
}
