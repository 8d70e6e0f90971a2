package io.aurora.actors.decisions;

import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.DecideRefused;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.actors.protocol.StrategistProtocol.Task;
import io.aurora.actors.strategist.Partitions;
import io.aurora.actors.strategist.Policies;
import io.aurora.actors.strategist.StrategistMetrics;
import io.aurora.actors.strategist.StrategistMetrics.Phase;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.StateKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Brings a task to the partition that decides on it: reads the certified decision of its symbol and the psi field, names the state, and
 * asks the state's owner. Thread-safe.
 */
public final class Executor {
    private final Policies policies;
    private final Partitions partitions;
    private final PsiReader psi;
    private final Function<String, CompletionStage<Optional<Gate>>> gates;
    private final boolean routed;
    private final StrategistMetrics metrics;
    private final LongSupplier nanos;

    /**
     * @param gates what a symbol's certified decision says; absent where nobody knows the symbol
     * @param routed whether a router is to be asked for scores
     * @param nanos nanosecond clock for times
     */
    public Executor(
            Policies policies,
            Partitions partitions,
            PsiReader psi,
            Function<String, CompletionStage<Optional<Gate>>> gates,
            boolean routed,
            StrategistMetrics metrics,
            LongSupplier nanos) {
        this.policies = policies;
        this.partitions = partitions;
        this.psi = psi;
        this.gates = gates;
        this.routed = routed;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** The decision, stored; a failed stage where the cluster does not answer in time. */
    public CompletionStage<DecideReply> decide(DecisionRequest request) {
        long started = nanos.getAsLong();
        if (policies.settings(request.policy()).isEmpty()) {
            return refused("unknown_policy", "policy", "no policy of the settings: policy=" + request.policy());
        }
        CompletionStage<DecideReply> decided = gate(request).thenCompose(gate -> {
            Optional<String> symbol = request.context().symbol();
            return symbol.isPresent() && gate.isEmpty()
                    ? refused("unknown_symbol", "context.symbol", "nobody knows it: symbol=" + symbol.get())
                    : decide(request, gate, started);
        });
        return decided.thenApply(reply -> {
            metrics.phase(Phase.TOTAL, nanos.getAsLong() - started);
            return reply;
        });
    }

    private CompletionStage<Optional<Gate>> gate(DecisionRequest request) {
        return request.context()
                .symbol()
                .map(gates)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletionStage<DecideReply> decide(DecisionRequest request, Optional<Gate> gate, long received) {
        long started = nanos.getAsLong();
        return policies.terms(request.policy())
                .thenCombine(psi.now(), (terms, field) -> {
                    metrics.phase(Phase.PSI, nanos.getAsLong() - started);
                    return ask(request, gate, terms, field, received);
                })
                .thenCompose(Function.identity());
    }

    private CompletionStage<DecideReply> ask(
            DecisionRequest request, Optional<Gate> gate, PolicyTerms terms, PsiField field, long received) {
        long started = nanos.getAsLong();
        String state = StateKey.of(
                terms, request.context(), field, request.candidates().size(), gate.map(Gate::state));
        Optional<RouteCall> route = routed
                ? Optional.of(request.route().get().after(TimeUnit.NANOSECONDS.toMillis(started - received)))
                : Optional.empty();
        Task task = new Task(request.taskId(), request.context(), field, request.actions(), route);
        metrics.phase(Phase.FEATURIZE, nanos.getAsLong() - started);
        return partitions.ask(
                terms.policy(), terms.partitionOf(state), replyTo -> new Decide(terms, task, gate, state, replyTo));
    }

    private static CompletionStage<DecideReply> refused(String reason, String field, String detail) {
        return CompletableFuture.completedFuture(new DecideRefused(reason, field, detail));
    }
}
