package io.aurora.actors.strategist;

import static io.aurora.actors.strategist.StrategistBench.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.protocol.StrategistProtocol.CountsReply;
import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.protocol.StrategistProtocol.ImportReply;
import io.aurora.actors.protocol.StrategistProtocol.ImportRows;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.NotKept;
import io.aurora.actors.protocol.StrategistProtocol.ReadCounts;
import io.aurora.actors.protocol.StrategistProtocol.ReadRows;
import io.aurora.actors.protocol.StrategistProtocol.ReadValues;
import io.aurora.actors.protocol.StrategistProtocol.Rows;
import io.aurora.actors.protocol.StrategistProtocol.RowsReply;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.actors.protocol.StrategistProtocol.ValuesReply;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.TaskContext;
import io.aurora.persistence.PersistenceIds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions decide, learn, forget and come back as their events say. */
class PartitionActorTest {
    private static StrategistBench bench;

    @BeforeAll
    static void start() {
        bench = new StrategistBench(0.0);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.journal.resetPolicy();
        bench.scoring = (call, index) -> CompletableFuture.completedFuture(Scoring.Score.of(0.9));
    }

    private static Counts counts(int partition) {
        return (Counts) get(bench.<CountsReply>ask(partition, ReadCounts::new));
    }

    /** What the stored events lead to. */
    private static PartitionState fold(int partition) {
        List<PartitionEvent> events = bench.events(partition).stream()
                .map(recorded -> recorded.event())
                .toList();
        PartitionState state = PartitionState.of((PartitionOpened) events.get(0), 10);
        events.subList(1, events.size()).forEach(state::apply);
        return state;
    }

    @Test
    void shouldLearnOnceWhenFeedbackComesTwice() {
        Decided decided = bench.decided(0);
        long trace = decided.made().trace();

        LearnReply first = bench.learned(0, trace, PsiField.NEUTRAL);
        LearnReply second = bench.learned(0, trace, PsiField.NEUTRAL);

        assertThat(first).asInstanceOf(type(Learned.class)).satisfies(learned -> {
            assertThat(learned.updated()).isTrue();
            assertThat(learned.applied().reward()).isEqualTo(0.85, within(1e-12));
        });
        assertThat(second)
                .isEqualTo(new Learned(
                        ((Learned) first).applied(),
                        false,
                        StrategistBench.terms().reward()));
        assertThat(bench.events(0))
                .filteredOn(recorded -> recorded.event() instanceof FeedbackApplied applied && applied.trace() == trace)
                .hasSize(1);
    }

    @Test
    void shouldStoreManyDecisionsAtOnceWhenTheyComeTogether() {
        bench.decided(1);
        TestProbe<DecideReply> probe = bench.probe(DecideReply.class);
        int many = 8;
        for (int i = 0; i < many; i++) {
            bench.partitions.tell("default", 1, StrategistBench.decide(StrategistBench.contextIn(1), probe.ref()));
        }

        List<DecideReply> replies = probe.receiveSeveralMessages(many);

        assertThat(replies)
                .extracting(reply -> ((Decided) reply).made().trace())
                .doesNotHaveDuplicates();
        assertThat(fold(1).lastTrace()).isEqualTo(counts(1).decisions());
    }

    @Test
    void shouldAskTheOwnerWhenTheNextStateLiesElsewhere() {
        TaskContext context = crossing();
        String state = StrategistBench.state(context);
        int home = StrategistBench.terms().partitionOf(state);
        Decided decided =
                (Decided) get(bench.<DecideReply>ask(home, replyTo -> StrategistBench.decide(context, replyTo)));
        PsiField later = new PsiField(0.9, 0.9);
        String next = StateKey.of(
                StrategistBench.terms(), context, later, StrategistBench.CANDIDATES.size(), Optional.empty());
        int owner = StrategistBench.terms().partitionOf(next);
        get(bench.<ImportReply>ask(
                owner,
                replyTo -> new ImportRows(
                        StrategistBench.terms(),
                        "test",
                        List.of(new QRow(next, StrategistBench.CANDIDATES.get(1), 0.5, 3)),
                        replyTo)));

        Learned learned = (Learned) bench.learned(home, decided.made().trace(), later);

        assertThat(owner).isNotEqualTo(home);
        assertThat(learned.applied().nextState()).isEqualTo(next);
        assertThat(learned.applied().maxNext()).isEqualTo(0.5);
        assertThat(learned.applied().newQ()).isEqualTo(0.2 * (learned.applied().reward() + 0.92 * 0.5));
    }

    /** A context whose state moves to another partition when the field rises. */
    private static TaskContext crossing() {
        for (int cpu = 1; cpu < 100; cpu *= 3) {
            TaskContext context = new TaskContext(
                    OptionalDouble.of(cpu),
                    OptionalDouble.of(500.0),
                    OptionalDouble.empty(),
                    Optional.of("us"),
                    Optional.empty());
            String next = StateKey.of(
                    StrategistBench.terms(),
                    context,
                    new PsiField(0.9, 0.9),
                    StrategistBench.CANDIDATES.size(),
                    Optional.empty());
            if (StrategistBench.terms().partitionOf(next)
                    != StrategistBench.terms().partitionOf(StrategistBench.state(context))) {
                return context;
            }
        }
        throw new IllegalStateException("no such context");
    }

    @Test
    void shouldGiveUpTheOldestWhenTooManyAreOpen() {
        int share = 10;
        long first = bench.decided(2).made().trace();
        for (int i = 0; i < share; i++) {
            bench.decided(2);
        }

        assertThat(bench.learned(2, first, PsiField.NEUTRAL)).isEqualTo(new LearnRefused("expired"));
        assertThat(counts(2).open()).isLessThanOrEqualTo(share);
        assertThat(bench.events(2))
                .extracting(recorded -> recorded.event())
                .filteredOn(TracesExpired.class::isInstance)
                .isNotEmpty();
    }

    @Test
    void shouldTellUnknownFromForgottenWhenTracesAreNotAtHand() {
        int kept = 10;
        long first = bench.decided(3).made().trace();
        bench.learned(3, first, PsiField.NEUTRAL);
        for (int i = 0; i < kept; i++) {
            bench.learned(3, bench.decided(3).made().trace(), PsiField.NEUTRAL);
        }

        assertThat(bench.learned(3, first, PsiField.NEUTRAL)).isEqualTo(new NotKept());
        assertThat(bench.learned(3, 1_000_000L, PsiField.NEUTRAL)).isEqualTo(new LearnRefused("unknown_trace"));
    }

    @Test
    void shouldStoreWithoutAChoiceWhenTheGateRefuses() {
        Gate gate = new Gate("BTC-USDT", "BLOCK", Gate.Verdict.REFUSED, "stale");
        TaskContext context = StrategistBench.contextIn(0);
        var refused =
                StrategistBench.decide(context, bench.probe(DecideReply.class).ref());

        Decided decided = (Decided) get(bench.<DecideReply>ask(
                0,
                replyTo -> new Decide(refused.terms(), refused.task(), Optional.of(gate), refused.state(), replyTo)));

        assertThat(decided.made().choice()).isEmpty();
        assertThat(bench.learned(0, decided.made().trace(), PsiField.NEUTRAL)).isEqualTo(new LearnRefused("gated"));
    }

    @Test
    void shouldTakeTheRoutersScoreOrSayWhyNotWhenARouterIsAsked() {
        TaskContext context = StrategistBench.contextIn(1);
        Decided scored = (Decided) get(bench.<DecideReply>ask(1, replyTo -> StrategistBench.routed(context, replyTo)));
        bench.scoring = (call, index) -> CompletableFuture.completedFuture(Scoring.Score.none("router_timeout"));
        Decided unscored =
                (Decided) get(bench.<DecideReply>ask(1, replyTo -> StrategistBench.routed(context, replyTo)));
        bench.scoring = (call, index) -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        Decided failed = (Decided) get(bench.<DecideReply>ask(1, replyTo -> StrategistBench.routed(context, replyTo)));

        assertThat(scored.made().choice().orElseThrow().score()).isEqualTo(0.9);
        assertThat(scored.made().choice().orElseThrow().scoredBy()).isEqualTo("router");
        assertThat(unscored.made().choice().orElseThrow().scoredBy()).isEqualTo("built_in:router_timeout");
        assertThat(failed.made().choice().orElseThrow().scoredBy()).isEqualTo("built_in:router_failed");
    }

    @Test
    void shouldAnswerUnavailableAndLoseNothingWhenTheStoreFails() {
        long before = bench.decided(2).made().trace();
        bench.journal.failNextPersisted(PersistenceIds.partition("default", 2));

        DecideReply failed = get(
                bench.<DecideReply>ask(2, replyTo -> StrategistBench.decide(StrategistBench.contextIn(2), replyTo)));

        assertThat(failed).isEqualTo(new Unavailable("store"));
        bench.await(() -> assertThat(bench.decided(2).made().trace()).isGreaterThan(before));
        assertThat(fold(2).lastTrace()).isEqualTo(counts(2).decisions());
    }

    @Test
    void shouldComeBackAsItsEventsSayWhenItMoves() {
        for (int i = 0; i < 70; i++) {
            bench.learned(3, bench.decided(3).made().trace(), PsiField.NEUTRAL);
        }
        Counts before = counts(3);
        DecisionMade last = bench.decided(3).made();
        Rows table = (Rows) get(bench.<RowsReply>ask(3, replyTo -> new ReadRows("", 1_000, replyTo)));

        ActorRef<Command> again =
                bench.kit.spawn(PartitionActor.create("default.3", bench.node, bench.partitions), "default.3-again");
        TestProbe<CountsReply> probe = bench.probe(CountsReply.class);
        again.tell(new ReadCounts(probe.ref()));

        Counts after = (Counts) probe.receiveMessage(Duration.ofSeconds(10));
        assertThat(after.decisions()).isEqualTo(before.decisions() + 1).isEqualTo(last.trace());
        assertThat(after.updates()).isEqualTo(before.updates());
        TestProbe<RowsReply> rows = bench.probe(RowsReply.class);
        again.tell(new ReadRows("", 1_000, rows.ref()));
        assertThat(rows.receiveMessage(Duration.ofSeconds(10))).isEqualTo(table);
        again.tell(PartitionActor.stop());
        bench.probe(Command.class).expectTerminated(again);
    }

    @Test
    void shouldShowImportedRowsWhenTheyAreRead() {
        String state = StrategistBench.state(StrategistBench.contextIn(0));
        List<QRow> rows = List.of(new QRow(state, "akash/A8", 0.25, 4), new QRow(state, "aws/c5", -0.5, 2));

        ImportReply imported = get(
                bench.<ImportReply>ask(0, replyTo -> new ImportRows(StrategistBench.terms(), "ann", rows, replyTo)));

        assertThat(imported).isEqualTo(new Imported(2));
        assertThat(get(bench.<ValuesReply>ask(
                        0, replyTo -> new ReadValues(state, StrategistBench.CANDIDATES, replyTo))))
                .isEqualTo(new Values(List.of(0.25, -0.5, 0.0), List.of(4L, 2L, 0L), 0.25));
    }

    @Test
    void shouldRefuseOneAndServeTheOthersWhenAnUpdateLeavesTheDoubles() {
        Decided decided = bench.decided(1);
        String state = decided.made().state();
        String chosen = decided.made().action().orElseThrow();
        String other = StrategistBench.CANDIDATES.stream()
                .filter(name -> !name.equals(chosen))
                .findFirst()
                .orElseThrow();
        List<QRow> extreme =
                List.of(new QRow(state, chosen, -Double.MAX_VALUE, 1), new QRow(state, other, Double.MAX_VALUE, 1));
        get(bench.<ImportReply>ask(1, replyTo -> new ImportRows(StrategistBench.terms(), "test", extreme, replyTo)));
        long before = counts(1).updates();

        LearnReply refused = bench.learned(1, decided.made().trace(), PsiField.NEUTRAL);

        assertThat(refused).isEqualTo(new Unavailable("refused"));
        assertThat(counts(1).updates()).isEqualTo(before);
        List<QRow> usual = List.of(new QRow(state, chosen, 0.0, 1), new QRow(state, other, 0.0, 1));
        get(bench.<ImportReply>ask(1, replyTo -> new ImportRows(StrategistBench.terms(), "test", usual, replyTo)));
        assertThat(bench.learned(1, decided.made().trace(), PsiField.NEUTRAL)).isInstanceOf(Learned.class);
    }
}
