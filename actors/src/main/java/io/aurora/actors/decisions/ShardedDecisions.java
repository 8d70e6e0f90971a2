package io.aurora.actors.decisions;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.protocol.StrategistProtocol.CountsReply;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.ImportReply;
import io.aurora.actors.protocol.StrategistProtocol.ImportRows;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.ReadCounts;
import io.aurora.actors.protocol.StrategistProtocol.ReadRows;
import io.aurora.actors.protocol.StrategistProtocol.ReadTrace;
import io.aurora.actors.protocol.StrategistProtocol.ReadValues;
import io.aurora.actors.protocol.StrategistProtocol.RowsReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceUnknown;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.ValuesReply;
import io.aurora.actors.strategist.Partitions;
import io.aurora.actors.strategist.Policies;
import io.aurora.actors.strategist.StrategistNode;
import io.aurora.config.NodeSettings;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decision loop by Cluster Sharding. Thread-safe. */
public final class ShardedDecisions implements Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(ShardedDecisions.class);
    private static final Unavailable TIMEOUT = new Unavailable("timeout");
    private static final String DEFAULT = "default";

    private final Partitions partitions;
    private final Policies policies;
    private final Executor executor;
    private final Auditor auditor;
    private final PsiReader psi;

    /**
     * Starts this node's part of the decision loop.
     *
     * @param routed whether a router is configured
     */
    public static ShardedDecisions start(
            ActorSystem<?> system,
            StrategistNode node,
            NodeSettings settings,
            PsiReader psi,
            TraceArchive archive,
            boolean routed) {
        return new ShardedDecisions(node, Partitions.start(system, node, settings), psi, archive, routed);
    }

    private ShardedDecisions(
            StrategistNode node, Partitions partitions, PsiReader psi, TraceArchive archive, boolean routed) {
        this.partitions = partitions;
        this.psi = psi;
        this.policies = new Policies(node.settings(), partitions);
        this.executor = new Executor(policies, partitions, psi, node.gates(), routed, node.metrics(), node.nanos());
        this.auditor = new Auditor(policies, partitions, psi, archive, node.metrics());
    }

    /**
     * Starts every partition of this node's policies and recovers it, so that no first decision waits for that. The psi field is not read
     * ahead: before the first symbol lives it says nothing, and would be served as if it did.
     *
     * @return ends when all have answered, or do not in time
     */
    public CompletionStage<Void> warmUp() {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (String policy : policies.names()) {
            asked.add(orLate(policies.created(policy), Optional.<PolicyTerms>empty())
                    .thenCompose(terms -> warmUp(terms.orElseGet(
                            () -> policies.settings(policy).orElseThrow().terms())))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> warmUp(PolicyTerms terms) {
        CompletableFuture<?>[] partitionAnswers = new CompletableFuture<?>[terms.partitions()];
        for (int i = 0; i < partitionAnswers.length; i++) {
            CompletionStage<CountsReply> counts = orLate(ask(terms, i, ReadCounts::new), TIMEOUT);
            partitionAnswers[i] = counts.toCompletableFuture();
        }
        return CompletableFuture.allOf(partitionAnswers);
    }

    @Override
    public Optional<PolicySettings> policy(String name) {
        return policies.settings(name);
    }

    @Override
    public Optional<String> policyOf(TraceId trace) {
        return policies.of(trace);
    }

    @Override
    public CompletionStage<Optional<PolicyTerms>> terms(String policy) {
        return policies.created(policy);
    }

    @Override
    public CompletionStage<DecideReply> decide(DecisionRequest request) {
        return orLate(executor.decide(request), TIMEOUT);
    }

    @Override
    public CompletionStage<LearnReply> feedback(TraceId trace, TaskOutcome outcome) {
        return orLate(auditor.learn(trace, outcome), TIMEOUT);
    }

    @Override
    public CompletionStage<TraceReply> trace(TraceId trace) {
        Optional<String> policy = policies.of(trace);
        if (policy.isEmpty()) {
            return done(new TraceUnknown());
        }
        CompletionStage<TraceReply> asked = policies.created(policy.get())
                .thenCompose(terms -> terms.filter(created -> trace.partition() < created.partitions())
                        .map(created -> this.<TraceReply>ask(
                                created, trace.partition(), replyTo -> new ReadTrace(trace.number(), replyTo)))
                        .orElseGet(() -> done(new TraceUnknown())));
        return orLate(asked, TIMEOUT);
    }

    @Override
    public CompletionStage<ValuesReply> values(String policy, String state, List<String> candidates) {
        CompletionStage<ValuesReply> asked = policies.terms(policy)
                .thenCompose(terms ->
                        ask(terms, terms.partitionOf(state), replyTo -> new ReadValues(state, candidates, replyTo)));
        return orLate(asked, TIMEOUT);
    }

    @Override
    public CompletionStage<RowsReply> rows(String policy, int partition, String afterState, int limit) {
        CompletionStage<RowsReply> asked = policies.terms(policy)
                .thenCompose(terms -> ask(terms, partition, replyTo -> new ReadRows(afterState, limit, replyTo)));
        return orLate(asked, TIMEOUT);
    }

    @Override
    public CompletionStage<ImportReply> importRows(String policy, String by, List<QRow> rows) {
        CompletionStage<ImportReply> imported = policies.terms(policy).thenCompose(terms -> {
            TreeMap<Integer, List<QRow>> shares = rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> terms.partitionOf(row.state()), TreeMap::new, Collectors.toList()));
            CompletionStage<ImportReply> all = done(new Imported(0));
            for (var share : shares.entrySet()) {
                CompletionStage<ImportReply> one =
                        ask(terms, share.getKey(), replyTo -> new ImportRows(terms, by, share.getValue(), replyTo));
                all = all.thenCombine(one, ShardedDecisions::together);
            }
            return all;
        });
        return orLate(imported, TIMEOUT);
    }

    private static ImportReply together(ImportReply left, ImportReply right) {
        if (left instanceof Imported first && right instanceof Imported second) {
            return new Imported(first.rows() + second.rows());
        }
        return left instanceof Unavailable ? left : right;
    }

    @Override
    public CompletionStage<DecisionsStatus> status() {
        CompletionStage<List<CountsReply>> all = done(new ArrayList<>());
        for (String policy : policies.names()) {
            all = all.thenCombine(counts(policy), (before, more) -> {
                before.addAll(more);
                return before;
            });
        }
        PolicySettings settings = policies.settings(DEFAULT).orElseThrow();
        return all.thenCombine(orLate(policies.created(DEFAULT), Optional.empty()), (replies, terms) -> {
            Counts sum = replies.stream()
                    .filter(Counts.class::isInstance)
                    .map(Counts.class::cast)
                    .reduce(Counts.NONE, Counts::plus);
            PolicyTerms inForce = terms.orElse(settings.terms());
            return new DecisionsStatus(
                    sum,
                    replies.stream().allMatch(Counts.class::isInstance),
                    settings.exploration().epsilon(),
                    inForce.alpha(),
                    inForce.gamma(),
                    psi.cache());
        });
    }

    /** One answer a partition; none where the policy has made no decision yet. */
    private CompletionStage<List<CountsReply>> counts(String policy) {
        CompletionStage<List<CountsReply>> asked = policies.created(policy).thenCompose(terms -> {
            CompletionStage<List<CountsReply>> all = done(new ArrayList<>());
            int partitionCount = terms.map(PolicyTerms::partitions).orElse(0);
            for (int i = 0; i < partitionCount; i++) {
                CompletionStage<CountsReply> one = orLate(ask(terms.get(), i, ReadCounts::new), TIMEOUT);
                all = all.thenCombine(one, (list, counts) -> {
                    list.add(counts);
                    return list;
                });
            }
            return all;
        });
        return orLate(asked, List.of(TIMEOUT));
    }

    private <R> CompletionStage<R> ask(PolicyTerms terms, int partition, Function<ActorRef<R>, Command> request) {
        return partitions.ask(terms.policy(), partition, request);
    }

    private static <R> CompletionStage<R> orLate(CompletionStage<R> asked, R late) {
        return asked.exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (!(cause instanceof TimeoutException)) {
                LOG.warn("not answered: {}", cause.toString());
            }
            return late;
        });
    }

    private static <R> CompletionStage<R> done(R reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
