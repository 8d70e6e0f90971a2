package io.aurora.domain.learning;

import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** A partition driven by seeded decisions, outcomes, gates, expiries and imports, with the events it went through. */
final class Partitions {
    static final PolicyTerms TERMS =
            new PolicyTerms("default", 4, 0.2, 0.92, List.of("eu", "us"), RewardTerms.DEFAULT, StateKey.FORM);
    static final PartitionOpened OPENED = new PartitionOpened(1_000, TERMS, 3);
    static final List<String> CANDIDATES = List.of("aws/c5", "gcp/n2", "vast/V4", "akash/A8", "own/x");

    private final Random random;
    private final List<PartitionEvent> events = new ArrayList<>(List.of(OPENED));
    final PartitionState state;

    Partitions(long seed, int closedKept) {
        random = new Random(seed);
        state = PartitionState.of(OPENED, closedKept);
    }

    List<PartitionEvent> events() {
        return events;
    }

    static PartitionState fold(List<PartitionEvent> events, int closedKept) {
        PartitionState state = PartitionState.of((PartitionOpened) events.get(0), closedKept);
        events.stream().skip(1).forEach(state::apply);
        return state;
    }

    Partitions run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(2_000 + 10L * i);
        }
        return this;
    }

    private void step(long atMs) {
        int kind = random.nextInt(20);
        if (kind < 10) {
            apply(decision(atMs, kind == 0));
        } else if (kind < 18 && state.openTraces() > 0) {
            long trace = anyOpen();
            apply(PartitionFold.learn(state, atMs, trace, outcome(), "s" + random.nextInt(5), random.nextGaussian()));
        } else if (kind == 18 && state.openTraces() > 4) {
            apply(new TracesExpired(atMs, state.overflowing(state.openTraces() - 1), ExpiryCause.OVERFLOW));
        } else if (kind == 19) {
            apply(new RowsImported(
                    atMs, "ops", List.of(new QRow("s" + random.nextInt(5), "own/x", random.nextDouble(), 3))));
        }
    }

    private long anyOpen() {
        long trace;
        do {
            trace = 1 + (long) (random.nextDouble() * state.lastTrace());
        } while (state.open(trace).isEmpty());
        return trace;
    }

    DecisionMade decision(long atMs, boolean gated) {
        String key = "s" + random.nextInt(5);
        List<String> candidates = CANDIDATES.subList(0, 1 + random.nextInt(CANDIDATES.size()));
        Selection selection = Strategy.select(
                state.q(key, candidates),
                state.tries(key, candidates),
                candidates,
                0.1,
                random.nextDouble(),
                random.nextDouble());
        TaskContext context = new TaskContext(
                OptionalDouble.of(random.nextInt(40)),
                OptionalDouble.empty(),
                OptionalDouble.of(random.nextInt(300)),
                Optional.of("eu"),
                gated ? Optional.of("BTC-USD") : Optional.empty());
        return PartitionFold.decide(
                state,
                atMs,
                "task-" + atMs,
                context,
                new PsiField(random.nextDouble(), random.nextDouble()),
                key,
                candidates,
                gated ? Optional.empty() : Optional.of(selection),
                random.nextDouble(),
                PartitionEvent.BUILT_IN,
                gated
                        ? Optional.of(new Gate("BTC-USD", "BLOCK", Gate.Verdict.REFUSED, "acceptance_block"))
                        : Optional.empty());
    }

    TaskOutcome outcome() {
        return new TaskOutcome(random.nextDouble() * 250, random.nextDouble(), random.nextInt(4), random.nextBoolean());
    }

    void apply(PartitionEvent event) {
        state.apply(event);
        events.add(event);
    }
}
