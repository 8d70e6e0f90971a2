package io.aurora.domain.learning;

import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.symbol.HashChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A partition's events as a node would record them: seeded decisions, some with feedback, some gated, given up, imported. */
public final class SeededPartition {
    public static final List<String> CANDIDATES =
            List.of("aws/p4d-24xl", "gcp/a2-highgpu", "azure/nd-v4", "vast/rtx4090", "akash/a100");
    private static final int PARTITIONS = 64;
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

    /** What a decision is asked with. */
    private record Ask(TaskContext context, PsiField psi, int candidates, Optional<String> symbolState, String key) {}

    public SeededPartition(String policy, int partition, long seed) {
        this.terms =
                new PolicyTerms(policy, PARTITIONS, 0.2, 0.92, List.of("eu", "us"), RewardTerms.DEFAULT, StateKey.FORM);
        this.persistenceId = "strategist|" + policy + "." + partition;
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

    public PolicyTerms terms() {
        return terms;
    }

    public PartitionState state() {
        return state;
    }

    /** Hash of the last event. */
    public byte[] hash() {
        return hash.clone();
    }

    /** Number of the last event. */
    public long sequenceNr() {
        return seq;
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
            return new RowsImported(atMs, "ops", List.of(new QRow(ask(3, false).key(), CANDIDATES.get(0), 0.5, 7)));
        } else if (kind < 95 && !open.isEmpty()) {
            return feedback(open.remove(random.nextInt(open.size())));
        }
        return decision(kind % 25 == 1);
    }

    private PartitionEvent feedback(long trace) {
        PartitionEvent.DecisionMade decision = state.open(trace).orElseThrow();
        String next = random.nextInt(4) > 0
                ? decision.state()
                : StateKey.of(
                        terms,
                        decision.context(),
                        psi(),
                        decision.candidates().size(),
                        decision.gate().map(Gate::state));
        TaskOutcome outcome = new TaskOutcome(
                250 * random.nextDouble(), random.nextDouble(), random.nextInt(8) / 7, random.nextInt(3) > 0);
        return PartitionFold.learn(state, atMs, trace, outcome, next, random.nextDouble());
    }

    private PartitionEvent decision(boolean gated) {
        List<String> candidates = CANDIDATES.subList(0, 2 + random.nextInt(CANDIDATES.size() - 1));
        Ask ask = ask(candidates.size(), gated);
        if (gated) {
            Gate gate = new Gate("BTC-USD", "BLOCK", Gate.Verdict.REFUSED, "acceptance_block");
            return decide(ask, candidates, Optional.empty(), 0.0, PartitionEvent.BUILT_IN, Optional.of(gate));
        }
        Selection picked = Strategy.select(
                state.q(ask.key(), candidates),
                state.tries(ask.key(), candidates),
                candidates,
                0.1,
                random.nextDouble(),
                random.nextDouble());
        open.add(state.lastTrace() + 1);
        boolean late = random.nextInt(10) == 0;
        return decide(
                ask,
                candidates,
                Optional.of(picked),
                late ? random.nextDouble() : state.builtInScore(candidates.get(picked.index())),
                late ? "router" : PartitionEvent.BUILT_IN,
                Optional.empty());
    }

    private PartitionEvent decide(
            Ask ask,
            List<String> candidates,
            Optional<Selection> picked,
            double score,
            String scoredBy,
            Optional<Gate> gate) {
        return PartitionFold.decide(
                state,
                atMs,
                "task-" + random.nextInt(1_000_000),
                ask.context(),
                ask.psi(),
                ask.key(),
                candidates,
                picked,
                score,
                scoredBy,
                gate);
    }

    /** A context whose state belongs to this partition. */
    private Ask ask(int candidates, boolean gated) {
        Optional<String> symbolState = gated ? Optional.of("BLOCK") : Optional.empty();
        while (true) {
            TaskContext context = new TaskContext(
                    OptionalDouble.of(1 + random.nextInt(40)),
                    random.nextInt(2) == 0 ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(200)),
                    OptionalDouble.of(random.nextInt(300)),
                    Optional.of(List.of("eu", "us", "asia").get(random.nextInt(3))),
                    gated ? Optional.of("BTC-USD") : Optional.empty());
            PsiField psi = psi();
            String key = StateKey.of(terms, context, psi, candidates, symbolState);
            if (terms.partitionOf(key) == state.partition()) {
                return new Ask(context, psi, candidates, symbolState, key);
            }
        }
    }

    private PsiField psi() {
        return new PsiField(random.nextDouble(), random.nextDouble());
    }
}
