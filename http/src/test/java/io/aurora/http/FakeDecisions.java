package io.aurora.http;

import io.aurora.actors.decisions.DecisionRequest;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.decisions.DecisionsStatus;
import io.aurora.actors.decisions.PsiReader;
import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.protocol.StrategistProtocol.DecideRefused;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.protocol.StrategistProtocol.ImportReply;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.NotKept;
import io.aurora.actors.protocol.StrategistProtocol.Rows;
import io.aurora.actors.protocol.StrategistProtocol.RowsReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceClosed;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.actors.protocol.StrategistProtocol.TraceReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceUnknown;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.actors.protocol.StrategistProtocol.ValuesReply;
import io.aurora.config.AuroraSettings;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.Closed;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The decision loop in memory: decides and learns as the partitions do, by the domain's own fold, and never explores. */
final class FakeDecisions implements Decisions {
    static final String POLICY = "default";

    final Map<String, Gate> gates = new HashMap<>();
    final List<DecisionRequest> asked = new ArrayList<>();
    /** What every request is answered with, if anything. */
    String unavailable = "";
    /** Traces that the partition has let go of. */
    boolean forgetful;

    private final PolicySettings settings =
            AuroraSettings.defaults().strategist().policies().get(POLICY);
    private final Map<Integer, PartitionState> partitions = new TreeMap<>();
    private final Clock clock;

    FakeDecisions(Clock clock) {
        this.clock = clock;
    }

    private PolicyTerms terms() {
        return settings.terms();
    }

    private PartitionState partition(int number) {
        return partitions.computeIfAbsent(
                number,
                n -> PartitionState.of(new PartitionOpened(clock.millis(), terms(), n), settings.dedupeWindow()));
    }

    void apply(int partition, PartitionEvent event) {
        partition(partition).apply(event);
    }

    @Override
    public Optional<PolicySettings> policy(String name) {
        return Optional.of(settings).filter(known -> name.equals(POLICY));
    }

    @Override
    public Optional<String> policyOf(TraceId trace) {
        return Optional.of(POLICY).filter(name -> trace.policyTag() == TraceId.tagOf(name));
    }

    @Override
    public CompletionStage<Optional<PolicyTerms>> terms(String policy) {
        return done(Optional.of(terms()).filter(any -> !partitions.isEmpty()));
    }

    @Override
    public CompletionStage<DecideReply> decide(DecisionRequest request) {
        asked.add(request);
        if (!unavailable.isEmpty()) {
            return done(new Unavailable(unavailable));
        } else if (!request.policy().equals(POLICY)) {
            return done(new DecideRefused(
                    "unknown_policy", "policy", "no policy of the settings: policy=" + request.policy()));
        }
        Optional<String> symbol = request.context().symbol();
        Optional<Gate> gate = symbol.map(gates::get);
        if (symbol.isPresent() && gate.isEmpty()) {
            return done(
                    new DecideRefused("unknown_symbol", "context.symbol", "nobody knows it: symbol=" + symbol.get()));
        }
        return done(decided(request, gate));
    }

    private Decided decided(DecisionRequest request, Optional<Gate> gate) {
        List<String> actions = request.candidates().stream()
                .map(candidate -> candidate.action())
                .toList();
        String state = StateKey.of(terms(), request.context(), PsiField.NEUTRAL, actions.size(), gate.map(Gate::state));
        int number = terms().partitionOf(state);
        PartitionState partition = partition(number);
        boolean refused = gate.filter(g -> g.verdict() == Gate.Verdict.REFUSED).isPresent();
        Optional<Selection> selection = refused
                ? Optional.empty()
                : Optional.of(Strategy.select(
                        partition.q(state, actions), partition.tries(state, actions), actions, 0.1, 0.9, 0.0));
        DecisionMade made = PartitionFold.decide(
                partition,
                clock.millis(),
                request.taskId(),
                request.context(),
                PsiField.NEUTRAL,
                state,
                actions,
                selection,
                0.5,
                PartitionEvent.BUILT_IN,
                gate);
        partition.apply(made);
        return new Decided(POLICY, number, made);
    }

    @Override
    public CompletionStage<LearnReply> feedback(TraceId trace, TaskOutcome outcome) {
        if (!unavailable.isEmpty()) {
            return done(new Unavailable(unavailable));
        }
        PartitionState partition = partition(trace.partition());
        Optional<DecisionMade> open = partition.open(trace.number());
        if (open.isPresent()) {
            String next = open.get().state();
            FeedbackApplied applied = PartitionFold.learn(
                    partition,
                    clock.millis(),
                    trace.number(),
                    outcome,
                    next,
                    partition.maxQ(next, open.get().candidates()));
            partition.apply(applied);
            return done(new Learned(applied, true, terms().reward()));
        }
        Closed closed = partition.closed(trace.number()).orElse(null);
        if (closed instanceof Closed.Answered answered) {
            return done(new Learned(answered.feedback(), false, terms().reward()));
        }
        String reason = closed == null ? "unknown_trace" : closed instanceof Closed.Gated ? "gated" : "expired";
        return done(new LearnRefused(reason));
    }

    @Override
    public CompletionStage<TraceReply> trace(TraceId trace) {
        PartitionState partition = partition(trace.partition());
        if (!unavailable.isEmpty()) {
            return done(new Unavailable(unavailable));
        } else if (trace.number() > partition.lastTrace()) {
            return done(new TraceUnknown());
        } else if (forgetful) {
            return done(new NotKept());
        }
        Optional<DecisionMade> open = partition.open(trace.number());
        if (open.isPresent()) {
            return done(new TraceOpen(open.get()));
        }
        Closed closed = partition.closed(trace.number()).orElseThrow();
        String how =
                closed instanceof Closed.Answered ? "answered" : closed instanceof Closed.Gated ? "gated" : "expired";
        return done(new TraceClosed(how));
    }

    @Override
    public CompletionStage<ValuesReply> values(String policy, String state, List<String> candidates) {
        PartitionState partition = partition(terms().partitionOf(state));
        return done(new Values(
                Arrays.stream(partition.q(state, candidates)).boxed().toList(),
                Arrays.stream(partition.tries(state, candidates)).boxed().toList(),
                partition.maxQ(state, candidates)));
    }

    @Override
    public CompletionStage<RowsReply> rows(String policy, int partition, String afterState, int limit) {
        List<QRow> rows =
                partitions.containsKey(partition) ? partition(partition).rows(afterState, limit) : List.of();
        boolean more = !rows.isEmpty()
                && !partition(partition)
                        .rows(rows.get(rows.size() - 1).state(), 1)
                        .isEmpty();
        return done(new Rows(rows, more));
    }

    @Override
    public CompletionStage<ImportReply> importRows(String policy, String by, List<QRow> rows) {
        if (!unavailable.isEmpty()) {
            return done(new Unavailable(unavailable));
        }
        rows.forEach(row ->
                partition(terms().partitionOf(row.state())).apply(new RowsImported(clock.millis(), by, List.of(row))));
        return done(new Imported(rows.size()));
    }

    @Override
    public CompletionStage<DecisionsStatus> status() {
        Counts counts = partitions.values().stream()
                .map(p -> new Counts(p.lastTrace(), p.episodes(), p.updates(), p.states(), p.pairs(), p.openTraces()))
                .reduce(Counts.NONE, Counts::plus);
        return done(new DecisionsStatus(
                counts,
                unavailable.isEmpty(),
                settings.exploration().epsilon(),
                terms().alpha(),
                terms().gamma(),
                new PsiReader.Cache(3, 1, 0, Optional.of(Duration.ofMillis(1500)), true, Duration.ofSeconds(5))));
    }

    private static <T> CompletionStage<T> done(T reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
