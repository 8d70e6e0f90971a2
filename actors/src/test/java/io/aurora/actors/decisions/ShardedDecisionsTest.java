package io.aurora.actors.decisions;

import static io.aurora.actors.strategist.StrategistBench.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.aurora.actors.protocol.StrategistProtocol.DecideRefused;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.actors.protocol.StrategistProtocol.Rows;
import io.aurora.actors.protocol.StrategistProtocol.TraceClosed;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.actors.protocol.StrategistProtocol.TraceUnknown;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.actors.strategist.StrategistBench;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole loop on one node: a task is decided on, its outcome is learned from, and what is not at hand comes from the read side. */
class ShardedDecisionsTest {
    private static StrategistBench bench;
    private static Decisions decisions;
    private static final AtomicReference<Optional<ArchivedTrace>> ARCHIVED = new AtomicReference<>(Optional.empty());

    @BeforeAll
    static void start() {
        bench = new StrategistBench(0.0);
        decisions = ShardedDecisions.start(
                bench.kit.system(),
                bench.node,
                StrategistBench.nodeSettings(),
                psi(),
                (trace, policy) -> CompletableFuture.completedFuture(ARCHIVED.get()),
                false);
    }

    private static PsiReader psi() {
        return new PsiReader() {
            @Override
            public CompletionStage<PsiField> now() {
                return CompletableFuture.completedFuture(PsiField.NEUTRAL);
            }

            @Override
            public Cache cache() {
                return new Cache(3, 1, 0, Optional.empty(), false, Duration.ofSeconds(5));
            }
        };
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        ARCHIVED.set(Optional.empty());
        bench.gates = symbol -> CompletableFuture.completedFuture(Optional.empty());
    }

    private static DecisionRequest request(Optional<String> symbol) {
        TaskContext context = new TaskContext(
                OptionalDouble.of(4), OptionalDouble.of(16), OptionalDouble.of(80), Optional.of("eu"), symbol);
        return new DecisionRequest(
                "default",
                "task-1",
                context,
                List.of(new Candidate("akash", "A8"), new Candidate("aws", "c5")),
                () -> new RouteCall(List.of("{}", "{}"), "{}", 0L));
    }

    private static TraceId trace(Decided decided) {
        return TraceId.of(decided.policy(), decided.partition(), decided.made().trace());
    }

    private static Decided decided() {
        return (Decided) get(decisions.decide(request(Optional.empty())));
    }

    @Test
    void shouldDecideAndLearnWhenAskedAndTold() {
        Decided decided = decided();

        assertThat(decided.made().choice().orElseThrow().propensity()).isEqualTo(1.0);
        assertThat(get(decisions.trace(trace(decided)))).isEqualTo(new TraceOpen(decided.made()));
        assertThat(get(decisions.feedback(trace(decided), StrategistBench.good())))
                .asInstanceOf(type(Learned.class))
                .satisfies(learned -> assertThat(learned.updated()).isTrue());
        assertThat(get(decisions.trace(trace(decided)))).isEqualTo(new TraceClosed("answered"));
        assertThat(get(decisions.status()).counts().episodes()).isPositive();
        assertThat(get(decisions.status()).complete()).isTrue();
    }

    @Test
    void shouldObeyTheSymbolsCertifiedDecisionWhenOneIsNamed() {
        bench.gates = symbol -> CompletableFuture.completedFuture(
                Optional.of(new Gate(symbol, "BLOCK", Gate.Verdict.REFUSED, "stale")));
        Decided refused = (Decided) get(decisions.decide(request(Optional.of("BTC-USDT"))));
        bench.gates = symbol -> CompletableFuture.completedFuture(
                Optional.of(new Gate(symbol, "DERISK", Gate.Verdict.HALVED, "derisk")));
        Decided halved = (Decided) get(decisions.decide(request(Optional.of("BTC-USDT"))));

        assertThat(refused.made().choice()).isEmpty();
        assertThat(refused.made().gate().orElseThrow().reason()).isEqualTo("stale");
        assertThat(halved.made().choice().orElseThrow().score()).isEqualTo(0.25);
        assertThat(halved.made().state()).endsWith("symbol=DERISK");
        assertThat(get(decisions.feedback(trace(halved), StrategistBench.good())))
                .asInstanceOf(type(Learned.class))
                .satisfies(learned -> assertThat(learned.applied().nextState()).endsWith("symbol=DERISK"));
    }

    @Test
    void shouldRefuseWhenPolicySymbolOrTraceIsUnknown() {
        DecisionRequest plain = request(Optional.empty());
        DecisionRequest other =
                new DecisionRequest("other", plain.taskId(), plain.context(), plain.candidates(), plain.route());

        assertThat(get(decisions.decide(other)))
                .asInstanceOf(type(DecideRefused.class))
                .extracting(DecideRefused::reason)
                .isEqualTo("unknown_policy");
        assertThat(get(decisions.decide(request(Optional.of("NOBODY")))))
                .asInstanceOf(type(DecideRefused.class))
                .extracting(DecideRefused::field)
                .isEqualTo("context.symbol");
        for (TraceId unknown : List.of(
                new TraceId(0, 0xdead, 1), TraceId.of("default", 4_000, 1), TraceId.of("default", 0, 1_000_000))) {
            assertThat(get(decisions.feedback(unknown, StrategistBench.good())))
                    .isEqualTo(new LearnRefused("unknown_trace"));
            assertThat(get(decisions.trace(unknown))).isEqualTo(new TraceUnknown());
        }
    }

    @Test
    void shouldAnswerFromTheReadSideWhenThePartitionHasForgotten() {
        Decided first = decided();
        Learned learned = (Learned) get(decisions.feedback(trace(first), StrategistBench.good()));
        for (int i = 0; i < 11; i++) {
            get(decisions.feedback(trace(decided()), StrategistBench.good()));
        }

        assertThat(get(decisions.feedback(trace(first), StrategistBench.good())))
                .isEqualTo(new Unavailable("read_side_behind"));
        ARCHIVED.set(Optional.of(new ArchivedTrace(first.made(), Optional.of(learned.applied()), Optional.empty())));
        assertThat(get(decisions.feedback(trace(first), StrategistBench.good())))
                .isEqualTo(new Learned(learned.applied(), false, learned.terms()));
        ARCHIVED.set(Optional.of(new ArchivedTrace(first.made(), Optional.empty(), Optional.of(ExpiryCause.TTL))));
        assertThat(get(decisions.feedback(trace(first), StrategistBench.good())))
                .isEqualTo(new LearnRefused("expired"));
    }

    @Test
    void shouldSpreadImportedRowsOverTheirOwnersWhenATableComes() {
        List<QRow> rows = new ArrayList<>();
        for (int i = 0; i < StrategistBench.PARTITIONS; i++) {
            rows.add(new QRow(StrategistBench.state(StrategistBench.contextIn(i)), "gcp/n2", 0.1 * (i + 1), i + 1));
        }

        assertThat(get(decisions.importRows("default", "ann", rows))).isEqualTo(new Imported(rows.size()));

        List<QRow> read = new ArrayList<>();
        for (int i = 0; i < StrategistBench.PARTITIONS; i++) {
            read.addAll(((Rows) get(decisions.rows("default", i, "", 1_000))).rows());
        }
        assertThat(read).containsAll(rows);
        assertThat(get(decisions.values("default", rows.get(2).state(), List.of("gcp/n2"))))
                .isEqualTo(new Values(
                        List.of(rows.get(2).q()), List.of(3L), rows.get(2).q()));
    }

    @Test
    void shouldNameTheFieldWhenARequestIsBad() {
        DecisionRequest good = request(Optional.empty());

        assertThatThrownBy(() ->
                        new DecisionRequest(good.policy(), good.taskId(), good.context(), List.of(), good.route()))
                .hasMessageContaining("candidates=0");
        assertThatThrownBy(() -> new DecisionRequest(
                        good.policy(),
                        good.taskId(),
                        good.context(),
                        List.of(new Candidate("aws", "c5"), new Candidate("aws", "c5")),
                        good.route()))
                .hasMessageContaining("must differ: candidates=aws/c5");
        assertThatThrownBy(
                        () -> new DecisionRequest(good.policy(), "", good.context(), good.candidates(), good.route()))
                .hasMessageContaining("task_id=");
    }
}
