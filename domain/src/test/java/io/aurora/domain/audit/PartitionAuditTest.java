package io.aurora.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.symbol.HashChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionAuditTest {
    private static final long SEED = 17L;
    private static final int EVENTS = 1_500;
    private static final String ID = "strategist|default.17";

    private final List<RecordedPartitionEvent> events = SeededPartition.events("default", 17, SEED, EVENTS);

    @Test
    void shouldFindNothingAndEndInTheSameStateWhenNothingWasChanged() {
        SeededPartition live = new SeededPartition("default", 17, SEED);
        PartitionAudit audit = new PartitionAudit(ID, "default", 17, Optional.of(live.terms()));
        for (int i = 0; i < EVENTS; i++) {
            assertThat(audit.next(i + 1, live.next()))
                    .as("seed=%d, event=%d", SEED, i + 1)
                    .isEmpty();
        }
        PartitionState state = audit.state().orElseThrow();
        assertThat(audit.sequenceNr()).isEqualTo(EVENTS);
        assertThat(audit.head()).isEqualTo(live.hash());
        assertThat(state.rows("", 100_000))
                .isEqualTo(live.state().rows("", 100_000))
                .isNotEmpty();
        assertThat(state.updates()).isEqualTo(live.state().updates()).isGreaterThan(100);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forged("reward", first(FeedbackApplied.class), event -> {
                    FeedbackApplied e = (FeedbackApplied) event;
                    return with(e, e.outcome(), Math.nextUp(e.reward()), e.newQ(), e.alpha());
                }),
                forged("newQ", first(FeedbackApplied.class), event -> {
                    FeedbackApplied e = (FeedbackApplied) event;
                    return with(e, e.outcome(), e.reward(), Math.nextDown(e.newQ()), e.alpha());
                }),
                forged("alpha", first(FeedbackApplied.class), event -> {
                    FeedbackApplied e = (FeedbackApplied) event;
                    return with(e, e.outcome(), e.reward(), e.newQ(), 0.3);
                }),
                forged("reward", first(FeedbackApplied.class), event -> {
                    FeedbackApplied e = (FeedbackApplied) event;
                    TaskOutcome better = new TaskOutcome(
                            e.outcome().latencyMs() / 2, e.outcome().cost(), 0, true);
                    return with(e, better, e.reward(), e.newQ(), e.alpha());
                }),
                forged("state", builtIn(), event -> with((DecisionMade) event, "latency=none", 0.5, 0.1)),
                forged("propensity", builtIn(), event -> with((DecisionMade) event, null, 0.5, 0.1)),
                forged("q of ", builtIn(), event -> {
                    DecisionMade e = (DecisionMade) event;
                    double[] q = e.q();
                    q[0] += 1;
                    return new DecisionMade(
                            e.atMs(),
                            e.trace(),
                            e.taskId(),
                            e.context(),
                            e.psi(),
                            e.state(),
                            e.candidates(),
                            q,
                            e.choice(),
                            e.gate());
                }),
                forged("partition of ", first(RowsImported.class), event -> {
                    RowsImported e = (RowsImported) event;
                    return new RowsImported(e.atMs(), e.by(), List.of(new QRow("elsewhere", "a/b", 1, 1)));
                }),
                forged("does not follow: ", first(TracesExpired.class), event -> {
                    TracesExpired e = (TracesExpired) event;
                    return new TracesExpired(e.atMs(), List.of(e.traces().get(0), 99_999L), e.cause());
                }));
    }

    private static Arguments forged(
            String said, Predicate<PartitionEvent> which, UnaryOperator<PartitionEvent> change) {
        return Arguments.of(said, which, change);
    }

    private static Predicate<PartitionEvent> first(Class<? extends PartitionEvent> type) {
        return type::isInstance;
    }

    private static Predicate<PartitionEvent> builtIn() {
        return event -> event instanceof DecisionMade made
                && made.choice()
                        .filter(choice -> choice.scoredBy().equals("built_in"))
                        .isPresent();
    }

    private static FeedbackApplied with(
            FeedbackApplied e, TaskOutcome outcome, double reward, double newQ, double alpha) {
        return new FeedbackApplied(
                e.atMs(),
                e.trace(),
                outcome,
                reward,
                e.state(),
                e.action(),
                e.nextState(),
                e.maxNext(),
                e.oldQ(),
                newQ,
                alpha,
                e.gamma());
    }

    private static DecisionMade with(DecisionMade e, String state, double propensity, double epsilon) {
        Choice c = e.choice().orElseThrow();
        return new DecisionMade(
                e.atMs(),
                e.trace(),
                e.taskId(),
                e.context(),
                e.psi(),
                state == null ? e.state() : state,
                e.candidates(),
                e.q(),
                Optional.of(new Choice(c.index(), c.explored(), propensity, epsilon, c.score(), c.scoredBy())),
                e.gate());
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void shouldNameTheFieldWhenAnEventIsForgedAndTheChainMadeAnew(
            String said, Predicate<PartitionEvent> which, UnaryOperator<PartitionEvent> change) {
        int at = 0;
        while (!which.test(events.get(at).event())) {
            at++;
        }
        List<RecordedPartitionEvent> forged = new ArrayList<>();
        byte[] hash = HashChain.genesis();
        for (int i = 0; i < events.size(); i++) {
            PartitionEvent event = events.get(i).event();
            RecordedPartitionEvent recorded =
                    RecordedPartitionEvent.chained(hash, ID, i + 1, i == at ? change.apply(event) : event);
            forged.add(recorded);
            hash = recorded.hash();
        }

        Finding finding = audited(forged, "default", 17).orElseThrow();

        assertThat(finding.sequenceNr()).as("seed=%d", SEED).isEqualTo(at + 1L);
        assertThat(finding.kind()).isEqualTo(Finding.Kind.REDERIVATION);
        assertThat(finding.details()).anySatisfy(line -> assertThat(line).startsWith(said));
    }

    @Test
    void shouldFindTheChainBrokenWhenAnEventIsExchanged() {
        List<RecordedPartitionEvent> exchanged = new ArrayList<>(events);
        RecordedPartitionEvent other =
                SeededPartition.events("default", 17, SEED + 1, 50).get(40);
        exchanged.set(
                40, new RecordedPartitionEvent(other.event(), events.get(40).hash()));

        assertThat(audited(exchanged, "default", 17))
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.CHAIN))
                .hasValueSatisfying(finding -> assertThat(finding.sequenceNr()).isEqualTo(41));
    }

    @Test
    void shouldFindTheHoleWhenAnEventIsLeftOut() {
        PartitionAudit audit = new PartitionAudit(ID, "default", 17, Optional.empty());
        assertThat(audit.next(1, events.get(0))).isEmpty();
        assertThat(audit.next(3, events.get(2)).orElseThrow().details()).containsExactly("expected=2, found=3");
        assertThat(new PartitionAudit(ID, "default", 17, Optional.empty()).next(2, events.get(1)))
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.SEQUENCE));
    }

    @Test
    void shouldRefuseTheOpeningWhenItIsOfAnotherJournalOrPolicy() {
        PolicyTerms terms = ((PartitionOpened) events.get(0).event()).terms();
        PolicyTerms other =
                new PolicyTerms("default", 64, 0.25, 0.92, terms.regions(), RewardTerms.DEFAULT, terms.keyForm());
        PolicyTerms later =
                new PolicyTerms("default", 64, 0.2, 0.92, terms.regions(), RewardTerms.DEFAULT, terms.keyForm() + 1);

        assertThat(audited(events, "default", 16).orElseThrow().details())
                .containsExactly("opens default/17 in the journal of default/16");
        assertThat(new PartitionAudit(ID, "default", 17, Optional.of(other))
                        .next(1, events.get(0))
                        .orElseThrow()
                        .details())
                .containsExactly("alpha: recorded=0.2, derived=0.25");
        RecordedPartitionEvent opened =
                RecordedPartitionEvent.chained(HashChain.genesis(), ID, 1, new PartitionOpened(1, later, 17));
        assertThat(new PartitionAudit(ID, "default", 17, Optional.empty()).next(1, opened))
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.OTHER_LOGIC));
    }

    private static Optional<Finding> audited(List<RecordedPartitionEvent> events, String policy, int partition) {
        PartitionAudit audit = new PartitionAudit(ID, policy, partition, Optional.empty());
        for (int i = 0; i < events.size(); i++) {
            Optional<Finding> finding = audit.next(i + 1, events.get(i));
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }
}
