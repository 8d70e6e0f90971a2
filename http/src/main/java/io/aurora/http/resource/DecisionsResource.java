package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.DecideRefused;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.Quorum;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Whom to give a task to, how that went, and how the decision loop fares. A decision is stored before it is answered. */
public final class DecisionsResource {
    private static final int TRACE_CHARS = 64;
    private static final double MS_PER_SECOND = 1e3;

    private final Decisions decisions;
    private final Serving serving;
    private final Quorum quorum;
    private final Clock clock;
    private final Instant started;

    public DecisionsResource(Decisions decisions, Serving serving, Quorum quorum, Clock clock) {
        this.decisions = decisions;
        this.serving = serving;
        this.quorum = quorum;
        this.clock = clock;
        this.started = clock.instant();
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/decisions", this::decide),
                Endpoint.post("/feedback", this::feedback),
                Endpoint.get("/status", this::status));
    }

    private CompletionStage<HttpResponse> decide(Call call) {
        return call.json().thenCompose(body -> {
            TaskReading.Asked asked = TaskReading.decision(body);
            serving.requireQuorum();
            return decisions.decide(asked.request()).thenApply(reply -> {
                Decided decided = decided(reply);
                TraceId trace = TraceId.of(
                        decided.policy(), decided.partition(), decided.made().trace());
                return Json.ok(TaskMapping.decision(asked, trace.toString(), decided.made()));
            });
        });
    }

    private static Decided decided(DecideReply reply) {
        if (reply instanceof Decided decided) {
            return decided;
        } else if (reply instanceof DecideRefused refused) {
            boolean policy = refused.reason().equals("unknown_policy");
            // details read rule: name=value
            String rule =
                    refused.detail().substring(0, Math.max(0, refused.detail().indexOf(':')));
            String value = refused.detail().substring(refused.detail().indexOf('=') + 1);
            throw Problem.refusedField(
                            policy ? ProblemKind.UNKNOWN_POLICY : ProblemKind.DECISION_REFUSED,
                            refused.reason(),
                            rule,
                            refused.field(),
                            value)
                    .exception();
        }
        throw unavailable((Unavailable) reply);
    }

    private CompletionStage<HttpResponse> feedback(Call call) {
        return call.json().thenCompose(body -> {
            JsonFields fields = JsonFields.open(body);
            String named = fields.text("trace_id", TRACE_CHARS);
            TaskOutcome outcome = TaskReading.outcome(fields);
            TraceId trace = TraceId.parse(named).orElseThrow(() -> unknownTrace(named));
            serving.requireQuorum();
            return decisions
                    .feedback(trace, outcome)
                    .thenApply(reply -> Json.ok(TaskMapping.feedback(learned(named, reply))));
        });
    }

    private static Learned learned(String trace, LearnReply reply) {
        if (reply instanceof Learned learned) {
            return learned;
        } else if (reply instanceof LearnRefused refused) {
            throw refused(trace, refused.reason());
        } else if (reply instanceof Unavailable unavailable) {
            throw unavailable(unavailable);
        }
        throw readSideBehind();
    }

    private static ProblemException refused(String trace, String reason) {
        switch (reason) {
            case "gated":
                return Problem.refusedField(
                                ProblemKind.TRACE_GATED, reason, "nobody was chosen in this trace", "trace_id", trace)
                        .exception();
            case "expired":
                return Problem.refusedField(
                                ProblemKind.TRACE_EXPIRED, reason, "the trace was given up", "trace_id", trace)
                        .exception();
            default:
                return unknownTrace(trace);
        }
    }

    static ProblemException unknownTrace(String trace) {
        return Problem.refusedField(
                        ProblemKind.UNKNOWN_TRACE, "unknown_trace", "there was no such decision", "trace_id", trace)
                .exception();
    }

    static ProblemException unavailable(Unavailable reply) {
        boolean late = reply.reason().equals("timeout");
        return Problem.refusal(
                        late ? ProblemKind.TIMEOUT : ProblemKind.UNAVAILABLE,
                        reply.reason(),
                        "the decision loop cannot answer now: " + reply.reason())
                .exception();
    }

    /** The trace is closed, but the read side has not got there yet. */
    static ProblemException readSideBehind() {
        return unavailable(new Unavailable("read_side_behind"));
    }

    private CompletionStage<HttpResponse> status(Call call) {
        return decisions.status().thenApply(status -> {
            double uptime = Duration.between(started, clock.instant()).toMillis() / MS_PER_SECOND;
            return Json.ok(TaskMapping.status(status, uptime, quorum.reachable()));
        });
    }
}
