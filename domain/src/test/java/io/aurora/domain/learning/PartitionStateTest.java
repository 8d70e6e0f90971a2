package io.aurora.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
    private static final int KEPT = 40;

    @Test
    void shouldFoldToTheLiveStateWhenItsEventsWereEncodedAndDecoded() {
        for (long seed = 1; seed <= 5; seed++) {
            Partitions live = new Partitions(seed, KEPT).run(1_500);
            List<PartitionEvent> decoded = new ArrayList<>();
            for (PartitionEvent event : live.events()) {
                PartitionEvent again = PartitionBytes.decode(PartitionBytes.encode(event));
                assertThat(again).as("seed %s", seed).isEqualTo(event);
                decoded.add(again);
            }
            assertThat(Partitions.fold(decoded, KEPT)).as("seed %s", seed).isEqualTo(live.state);
        }
    }

    @Test
    void shouldGoOnToTheSameStateWhenATailFollowsASnapshot() {
        for (long seed = 1; seed <= 5; seed++) {
            List<PartitionEvent> events = new Partitions(seed, KEPT).run(1_500).events();
            int cut = events.size() / 2;
            byte[] snapshot = Partitions.fold(events.subList(0, cut), KEPT).toBytes();
            PartitionState resumed = PartitionState.of(snapshot, KEPT);
            assertThat(resumed.toBytes()).isEqualTo(snapshot);
            events.subList(cut, events.size()).forEach(resumed::apply);
            PartitionState replayed = Partitions.fold(events, KEPT);
            assertThat(resumed).as("seed %s", seed).isEqualTo(replayed).hasSameHashCodeAs(replayed);
            assertThat(resumed.states()).isEqualTo(replayed.states());
            assertThat(resumed.pairs()).isEqualTo(replayed.pairs());
        }
    }

    @Test
    void shouldEqualTheTextbookLoopWhenOnePartitionHoldsTheWholeTable() {
        long seed = 7;
        Random random = new Random(seed);
        PartitionState partition = PartitionState.of(Partitions.OPENED, KEPT);
        Map<String, Double> q = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String state = "s" + random.nextInt(3);
            String next = "s" + random.nextInt(3);
            Selection selection = select(partition, state, random);
            partition.apply(decide(partition, state, Optional.of(selection)));
            TaskOutcome outcome =
                    new TaskOutcome(300 * random.nextDouble(), random.nextDouble(), 0, random.nextBoolean());
            partition.apply(PartitionFold.learn(
                    partition, i, i + 1, outcome, next, partition.maxQ(next, Partitions.CANDIDATES)));

            double best = Double.NEGATIVE_INFINITY;
            for (String candidate : Partitions.CANDIDATES) {
                best = Math.max(best, q.getOrDefault(next + " " + candidate, 0.0));
            }
            double reward = Reward.of(RewardTerms.DEFAULT, outcome).total();
            String pair = state + " " + Partitions.CANDIDATES.get(selection.index());
            double old = q.getOrDefault(pair, 0.0);
            q.put(pair, old + 0.2 * (reward + 0.92 * best - old));
        }
        assertThat(partition.rows("", 1_000))
                .hasSize(q.size())
                .allSatisfy(row -> assertThat(row.q())
                        .as("seed %s, %s", seed, row)
                        .isEqualTo(q.get(row.state() + " " + row.action())));
        assertThat(partition.updates()).isEqualTo(5_000);
        assertThat(partition.episodes()).isEqualTo(5_000);
        assertThat(partition.rows("", 1_000).stream().mapToLong(QRow::tries).sum())
                .isEqualTo(5_000);
    }

    @Test
    void shouldRefuseAndStayWhenAnEventDoesNotFit() {
        Partitions driven = new Partitions(3, KEPT).run(50);
        PartitionState state = driven.state;
        byte[] before = state.toBytes();
        state.apply(decide(state, "s0", Optional.of(select(state, "s0", new Random(1)))));
        long trace = state.lastTrace();
        byte[] open = state.toBytes();
        FeedbackApplied good = PartitionFold.learn(state, 9, trace, new TaskOutcome(1, 0, 0, true), "s0", 0.0);

        assertThatThrownBy(() -> PartitionState.of(before, KEPT).apply(good)).hasMessageContaining("trace=" + trace);
        assertThatThrownBy(() -> state.apply(withOldQ(good, Math.nextUp(good.oldQ()))))
                .hasMessageContaining("old_q=");
        assertThatThrownBy(() -> state.apply(driven.events().get(1))).hasMessageContaining("trace=1");
        assertThatThrownBy(() -> state.apply(Partitions.OPENED)).hasMessageContaining("PartitionOpened");
        assertThatThrownBy(() -> state.apply(new TracesExpired(9, List.of(trace, trace + 1), ExpiryCause.TTL)))
                .hasMessageContaining("trace=" + (trace + 1));
        assertThat(state.toBytes()).isEqualTo(open);

        state.apply(good);
        assertThat(state.closed(trace)).contains(new Closed.Answered(good));
        assertThatThrownBy(() -> state.apply(good)).hasMessageContaining("open trace");
        assertThatThrownBy(() -> PartitionFold.learn(state, 9, trace, good.outcome(), "s0", 0.0))
                .hasMessageContaining("open trace");
    }

    @Test
    void shouldForgetWhatClosedFirstWhenMoreClosedThanAreKept() {
        PartitionState state = PartitionState.of(Partitions.OPENED, 2);
        for (int i = 0; i < 4; i++) {
            state.apply(decide(state, "s0", Optional.of(select(state, "s0", new Random(i)))));
        }
        state.apply(new TracesExpired(5, List.of(2L, 4L), ExpiryCause.TTL));
        state.apply(PartitionFold.learn(state, 6, 1, new TaskOutcome(1, 0, 0, true), "s0", 0.0));
        assertThat(state.closed(2)).isEmpty();
        assertThat(state.closed(4)).contains(new Closed.Expired(ExpiryCause.TTL));
        assertThat(state.closed(1)).get().isInstanceOf(Closed.Answered.class);
        state.apply(decide(state, "s0", Optional.empty()));
        assertThat(state.closed(5)).contains(new Closed.Gated());
        assertThat(state.closed(4)).isEmpty();
        assertThat(state.openTraces()).isEqualTo(1);
        assertThat(state.visits("s0")).as("the gated one is no visit").isEqualTo(4);
        assertThat(state.open(3))
                .get()
                .extracting(PartitionEvent.DecisionMade::state)
                .isEqualTo("s0");
    }

    @Test
    void shouldNameTheOldestWhenTracesAreOverdueOrTooMany() {
        PartitionState state = PartitionState.of(Partitions.OPENED, KEPT);
        for (int i = 0; i < 5; i++) {
            state.apply(PartitionFold.decide(
                    state,
                    100L * i,
                    "t",
                    TaskContext.EMPTY,
                    PsiField.NEUTRAL,
                    "s0",
                    Partitions.CANDIDATES,
                    Optional.of(select(state, "s0", new Random(i))),
                    0.5,
                    PartitionEvent.BUILT_IN,
                    Optional.empty()));
        }
        assertThat(state.overdue(299, 100, 10)).containsExactly(1L, 2L);
        assertThat(state.overdue(300, 100, 10)).containsExactly(1L, 2L, 3L);
        assertThat(state.overdue(300, 100, 2)).containsExactly(1L, 2L);
        assertThat(state.overflowing(6)).isEmpty();
        assertThat(state.overflowing(5)).containsExactly(1L);
        assertThat(state.overflowing(3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldPageWholeStatesInOrderWhenRowsAreAskedFor() {
        PartitionState state = PartitionState.of(Partitions.OPENED, KEPT);
        List<QRow> rows = List.of(
                new QRow("b", "y/1", 0.5, 1),
                new QRow("a", "y/1", 0.25, 2),
                new QRow("b", "x/1", -0.5, 3),
                new QRow("c", "x/1", 0.1, 4));
        state.apply(new RowsImported(2_000, "ops", rows));
        assertThat(state.rows("", 2)).containsExactly(rows.get(1), rows.get(2), rows.get(0));
        assertThat(state.rows("b", 2)).containsExactly(rows.get(3));
        assertThat(state.rows("c", 2)).isEmpty();
        assertThat(state.states()).isEqualTo(3);
        assertThat(state.pairs()).isEqualTo(4);
        assertThat(state.updates()).isZero();
        assertThat(state.maxQ("b", List.of("x/1"))).isEqualTo(-0.5);
        assertThat(state.maxQ("b", List.of("x/1", "never/1"))).isZero();
        assertThat(state.tries("b", List.of("never/1", "x/1"))).containsExactly(0, 3);
    }

    @Test
    void shouldScoreByRunningMeansWhenOutcomesAreKnown() {
        PartitionState state = PartitionState.of(Partitions.OPENED, KEPT);
        assertThat(state.builtInScore("aws/c5")).isEqualTo(0.5);
        List<String> one = List.of("aws/c5");
        List<TaskOutcome> outcomes = List.of(new TaskOutcome(100, 0.5, 0, true), new TaskOutcome(200, 0.5, 3, false));
        for (TaskOutcome outcome : outcomes) {
            Selection only = new Selection(0, false, 1.0, 0.0, state.q("s0", one));
            state.apply(PartitionFold.decide(
                    state,
                    1,
                    "t",
                    TaskContext.EMPTY,
                    PsiField.NEUTRAL,
                    "s0",
                    one,
                    Optional.of(only),
                    0.5,
                    PartitionEvent.BUILT_IN,
                    Optional.empty()));
            state.apply(PartitionFold.learn(state, 1, state.lastTrace(), outcome, "s0", 0.0));
        }
        // means 110 ms, 0.5, 0.3 failures, 0.9 kept: 0.9 (0.6 * 0.45 + 0.2 * 0.5 + 0.2 * 0.9) - 0.1 = 0.395
        assertThat(state.builtInScore("aws/c5")).isCloseTo(0.6975, org.assertj.core.api.Assertions.within(1e-12));
    }

    private static Selection select(PartitionState state, String key, Random random) {
        return Strategy.select(
                state.q(key, Partitions.CANDIDATES),
                state.tries(key, Partitions.CANDIDATES),
                Partitions.CANDIDATES,
                0.1,
                random.nextDouble(),
                random.nextDouble());
    }

    private static PartitionEvent decide(PartitionState state, String key, Optional<Selection> selection) {
        Optional<Gate> gate = selection.isPresent()
                ? Optional.empty()
                : Optional.of(new Gate("BTC-USD", "WARMUP", Gate.Verdict.REFUSED, "warming_up"));
        return PartitionFold.decide(
                state,
                1,
                "t",
                TaskContext.EMPTY,
                PsiField.NEUTRAL,
                key,
                Partitions.CANDIDATES,
                selection,
                0.5,
                PartitionEvent.BUILT_IN,
                gate);
    }

    private static FeedbackApplied withOldQ(FeedbackApplied good, double oldQ) {
        return new FeedbackApplied(
                good.atMs(),
                good.trace(),
                good.outcome(),
                good.reward(),
                good.state(),
                good.action(),
                good.nextState(),
                good.maxNext(),
                oldQ,
                good.newQ(),
                good.alpha(),
                good.gamma());
    }
}
