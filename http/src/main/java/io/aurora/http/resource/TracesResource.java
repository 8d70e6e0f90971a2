package io.aurora.http.resource;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpResponse;
import akka.pattern.Patterns;
import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.TraceClosed;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.actors.protocol.StrategistProtocol.TraceReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceUnknown;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.TraceId;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.port.TraceLog;
import io.aurora.http.wire.CounterfactualBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** One decision: what it was, what came of it, and what the other candidates were worth then and are now. */
public final class TracesResource {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** With the wait between them about a second, some times what the read side is behind in peace. */
    private static final int LOOKS = 6;

    private final Decisions decisions;
    private final TraceLog traces;
    private final ActorSystem<?> system;

    /** A trace and where it belongs. */
    private record Found(String id, String policy, ArchivedTrace trace) {}

    public TracesResource(Decisions decisions, TraceLog traces, ActorSystem<?> system) {
        this.decisions = decisions;
        this.traces = traces;
        this.system = system;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/decisions/{trace_id}", this::trace),
                Endpoint.get("/decisions/{trace_id}/counterfactual", this::counterfactual));
    }

    private CompletionStage<HttpResponse> trace(Call call) {
        return find(call).thenApply(found -> Json.ok(TaskMapping.trace(found.id(), found.policy(), found.trace())));
    }

    private CompletionStage<Found> find(Call call) {
        String named = call.path().get("trace_id");
        TraceId id = TraceId.parse(named).orElseThrow(() -> DecisionsResource.unknownTrace(named));
        String policy = decisions.policyOf(id).orElseThrow(() -> DecisionsResource.unknownTrace(named));
        return decisions
                .trace(id)
                .thenCompose(reply -> archived(id, policy, reply))
                .thenApply(trace -> new Found(named, policy, trace));
    }

    private CompletionStage<ArchivedTrace> archived(TraceId id, String policy, TraceReply reply) {
        if (reply instanceof TraceOpen open) {
            return CompletableFuture.completedFuture(
                    new ArchivedTrace(open.made(), Optional.empty(), Optional.empty()));
        } else if (reply instanceof TraceUnknown) {
            throw DecisionsResource.unknownTrace(id.toString());
        } else if (reply instanceof Unavailable unavailable) {
            throw DecisionsResource.unavailable(unavailable);
        }
        String how = reply instanceof TraceClosed closed ? closed.how() : "";
        return look(id, policy, trace -> tells(trace, how), LOOKS);
    }

    /** Whether the read side has got as far as the end of the trace. */
    private static boolean tells(ArchivedTrace trace, String how) {
        return switch (how) {
            case "answered" -> trace.feedback().isPresent();
            case "expired" -> trace.expired().isPresent();
            default -> true;
        };
    }

    private CompletionStage<ArchivedTrace> look(
            TraceId id, String policy, Predicate<ArchivedTrace> complete, int looks) {
        return traces.find(id, policy).thenCompose(found -> {
            Optional<ArchivedTrace> trace = found.filter(complete);
            if (trace.isPresent()) {
                return CompletableFuture.completedFuture(trace.get());
            } else if (looks == 1) {
                throw DecisionsResource.readSideBehind();
            }
            return Patterns.after(LOOK_AGAIN, system.classicSystem(), () -> look(id, policy, complete, looks - 1));
        });
    }

    private CompletionStage<HttpResponse> counterfactual(Call call) {
        return find(call).thenCompose(found -> {
            DecisionMade made = found.trace().made();
            return decisions
                    .values(found.policy(), made.state(), made.candidates())
                    .thenApply(reply -> {
                        if (reply instanceof Values now) {
                            return Json.ok(body(found, now));
                        }
                        throw DecisionsResource.unavailable((Unavailable) reply);
                    });
        });
    }

    private static CounterfactualBody body(Found found, Values now) {
        DecisionMade made = found.trace().made();
        double[] then = made.q();
        double[] q = now.q().stream().mapToDouble(Double::doubleValue).toArray();
        long[] tries = now.tries().stream().mapToLong(Long::longValue).toArray();
        int greedy = Strategy.greedy(q, tries, made.candidates());
        Integer chosen = made.choice().map(Choice::index).orElse(null);
        List<CounterfactualBody.Candidate> candidates = new ArrayList<>(q.length);
        for (int i = 0; i < q.length; i++) {
            String action = made.candidates().get(i);
            candidates.add(new CounterfactualBody.Candidate(
                    Candidate.providerOf(action),
                    TaskMapping.skuOf(action),
                    then[i],
                    q[i],
                    q[i] - then[i],
                    tries[i],
                    chosen == null ? null : then[i] - then[chosen],
                    chosen == null ? null : q[i] - q[chosen],
                    chosen != null && chosen == i,
                    greedy == i));
        }
        return new CounterfactualBody(
                found.id(),
                found.policy(),
                made.state(),
                candidates,
                found.trace().feedback().map(TaskMapping::learned).orElse(null));
    }
}
