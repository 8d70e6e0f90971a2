package io.aurora.persistence;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.symbol.HashChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A partition's events as a node would record them: seeded decisions, half of them with feedback, some gated, given up, imported. */
public final class SeededPartition {
    public static final List<String> CANDIDATES =
            List.of("aws/p4d-24xl", "gcp/a2-highgpu", "azure/nd-v4", "vast/rtx4090", "akash/a100");
    private static final int KEPT = 1_000;
    private static final int MOST_OPEN = 40;
    private static final long START_MS = 1_700_000_000_000L;

    private final PolicyTerms terms;
    private final String persistenceId;
    private final SplittableRandom random;
    private final PartitionState state;
    private final List<Long> open = new ArrayList<>();
    private byte[] hash = HashChain.genesis();
    private long seq;
    private long atMs = START_MS;

    public SeededPartition(String policy, int partition, long seed) {
        this.terms = new PolicyTerms(policy, 64, 0.2, 0.92, List.of("eu", "us"), RewardTerms.DEFAULT, StateKey.FORM);
        this.persistenceId = PersistenceIds.partition(policy, partition);
        this.random = new SplittableRandom(seed);
        this.state = PartitionState.of(new PartitionOpened(START_MS, terms, partition), KEPT);
    }

    /** The opening and {@code count - 1} events behind it. */
    public static List<RecordedPartitionEvent> events(String policy, int partition, long seed, int count) {
        SeededPartition seeded = new SeededPartition(policy, partition, seed);
        List<RecordedPartitionEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(seeded.next());
        }
        return events;
    }

    public String persistenceId() {
        return persistenceId;
    }

    public PartitionState state() {
        return state;
    }

    public PartitionCheckpoint checkpoint() {
        return new PartitionCheckpoint(state.toBytes(), hash, seq);
    }

    /** The next event; the first one opens the partition. */
    public RecordedPartitionEvent next() {
        PartitionEvent event;
        if (seq == 0) {
            event = new PartitionOpened(START_MS, terms, state.partition());
        } else {
            atMs += random.nextInt(20);
            event = step();
            state.apply(event);
        }
        seq++;
        RecordedPartitionEvent recorded = RecordedPartitionEvent.chained(hash, persistenceId, seq, event);
        hash = recorded.hash();
        return recorded;
    }

    private PartitionEvent step() {
        int kind = random.nextInt(300);
        if (open.size() >= MOST_OPEN) {
            List<Long> oldest = List.copyOf(open.subList(0, 3));
            open.subList(0, 3).clear();
            return new TracesExpired(atMs, oldest, kind % 2 == 0 ? ExpiryCause.OVERFLOW : ExpiryCause.TTL);
        } else if (kind == 0) {
            return new RowsImported(
                    atMs, "ops", List.of(new QRow(key(3, Optional.empty()), CANDIDATES.get(0), 0.5, 7)));
        } else if (kind < 95 && !open.isEmpty()) {
            return feedback(open.remove(random.nextInt(open.size())));
        }
        return decision(kind % 25 == 1);
    }

    private PartitionEvent feedback(long trace) {
        int candidates = state.open(trace).orElseThrow().candidates().size();
        String next =
                random.nextInt(4) > 0 ? state.open(trace).orElseThrow().state() : key(candidates, Optional.empty());
        TaskOutcome outcome = new TaskOutcome(
                250 * random.nextDouble(), random.nextDouble(), random.nextInt(8) / 7, random.nextInt(3) > 0);
        return PartitionFold.learn(state, atMs, trace, outcome, next, random.nextDouble());
    }

    private PartitionEvent decision(boolean gated) {
        List<String> candidates = CANDIDATES.subList(0, 2 + random.nextInt(CANDIDATES.size() - 1));
        Optional<String> symbolState = gated ? Optional.of("BLOCK") : Optional.empty();
        String key = key(candidates.size(), symbolState);
        Selection picked = Strategy.select(
                state.q(key, candidates),
                state.tries(key, candidates),
                candidates,
                0.1,
                random.nextDouble(),
                random.nextDouble());
        if (!gated) {
            open.add(state.lastTrace() + 1);
        }
        return PartitionFold.decide(
                state,
                atMs,
                "task-" + random.nextInt(1_000_000),
                context(gated),
                new PsiField(random.nextDouble(), random.nextDouble()),
                key,
                candidates,
                gated ? Optional.empty() : Optional.of(picked),
                random.nextDouble(),
                random.nextInt(10) == 0 ? "built_in:router_timeout" : PartitionEvent.BUILT_IN,
                gated
                        ? Optional.of(new Gate("BTC-USD", "BLOCK", Gate.Verdict.REFUSED, "acceptance_block"))
                        : Optional.empty());
    }

    private TaskContext context(boolean gated) {
        return new TaskContext(
                OptionalDouble.of(1 + random.nextInt(40)),
                random.nextInt(2) == 0 ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(200)),
                OptionalDouble.of(random.nextInt(300)),
                Optional.of("eu"),
                gated ? Optional.of("BTC-USD") : Optional.empty());
    }

    private String key(int candidates, Optional<String> symbolState) {
        return StateKey.of(
                terms,
                context(symbolState.isPresent()),
                new PsiField(random.nextDouble(), random.nextDouble()),
                candidates,
                symbolState);
    }
}
