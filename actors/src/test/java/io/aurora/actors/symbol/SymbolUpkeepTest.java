package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What changes a symbol besides its bars: settings, models, releases of the program, operators. */
class SymbolUpkeepTest {
    private static final String SYMBOL = "BTC-USDT";
    private static final ModelIds STUDENT = new ModelIds("student-1", ModelIds.BIC);

    private static List<Class<?>> types(List<RecordedEvent> journal) {
        List<Class<?>> types = new ArrayList<>();
        journal.forEach(recorded -> types.add(recorded.event().getClass()));
        return types;
    }

    @Test
    void shouldStoreOtherSettingsBeforeTheNextBar() {
        try (SymbolBench bench = new SymbolBench()) {
            List<Offer> offers = TestBars.offers(SYMBOL, 9L, 4);
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            bench.decideAll(actor, offers.subList(0, 2));
            bench.profile = TestSettings.maxGapFill(bench.profile, 7);
            actor = bench.restart(actor, SYMBOL);

            assertThat(bench.offer(actor, offers.get(1)))
                    .as("a repeated bar changes nothing")
                    .isInstanceOf(io.aurora.actors.protocol.SymbolProtocol.Duplicate.class);
            SymbolView view = bench.decide(actor, offers.get(2));

            assertThat(view.settingsDigest()).isEqualTo(CanonicalSettings.digest(bench.profile));
            assertThat(types(bench.journal(SYMBOL)))
                    .containsExactly(
                            SymbolEvent.SymbolOpened.class,
                            SymbolEvent.BarDecided.class,
                            SymbolEvent.BarDecided.class,
                            SymbolEvent.SettingsChanged.class,
                            SymbolEvent.BarDecided.class);
            assertThat(bench.told.all).contains("changed");
        }
    }

    @Test
    void shouldAdoptTheLogicBeforeAnythingElseWhenAnOlderReleaseWroteTheSymbol() {
        try (SymbolBench bench = new SymbolBench()) {
            SymbolNode node = bench.node();
            SymbolEvent.SymbolOpened old = new SymbolEvent.SymbolOpened(
                    SymbolEvent.LOGIC_VERSION - 1,
                    1L,
                    node.symbols().symbol(SYMBOL).orElseThrow(),
                    bench.profile,
                    CanonicalSettings.digest(bench.profile));
            RecordedEvent stored = new SymbolEntity.Unopened().record(SymbolActor.persistenceId(SYMBOL), old);
            bench.journal.persistForRecovery(SymbolActor.persistenceId(SYMBOL), List.of(stored));
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            TestProbe<HoldReply> probe = bench.kit.createTestProbe();

            actor.tell(new Hold("ann", "news", probe.ref()));

            assertThat(probe.receiveMessage(Duration.ofSeconds(5))).isInstanceOf(Shown.class);
            assertThat(types(bench.journal(SYMBOL)))
                    .containsExactly(
                            SymbolEvent.SymbolOpened.class, SymbolEvent.LogicAdopted.class, SymbolEvent.Held.class);
            bench.decide(actor, TestBars.offers(SYMBOL, 9L, 1).get(0));
            assertThat(bench.journal(SYMBOL)).hasSize(4);
        }
    }

    @Test
    void shouldRefuseToRecoverWhenANewerReleaseWroteTheSymbol() {
        SymbolEvent newer = new SymbolEvent.Held(SymbolEvent.LOGIC_VERSION + 1, 1L, "ann", "news");
        RecordedEvent recorded = new RecordedEvent(newer, HashChain.genesis());

        assertThatThrownBy(() -> new SymbolEntity.Unopened().after(recorded))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("written by a newer release, logic_version must be at most 1: logic_version=2, event=Held");
    }

    @Test
    void shouldHoldWhileABarIsInFlight() {
        try (SymbolBench bench = new SymbolBench()) {
            List<Offer> offers = TestBars.offers(SYMBOL, 10L, 72);
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            bench.decideAll(actor, offers.subList(0, 70));
            bench.inference.mood = FakeInference.Mood.SILENT;
            var inFlight = bench.send(actor, offers.get(70));
            TestProbe<HoldReply> probe = bench.kit.createTestProbe();

            actor.tell(new Hold("ann", "news", probe.ref()));

            assertThat(((Shown) probe.receiveMessage()).view().hold()).isPresent();
            inFlight.receiveMessage(Duration.ofSeconds(5));
            assertThat(types(bench.journal(SYMBOL).subList(71, 73)))
                    .containsExactly(SymbolEvent.Held.class, SymbolEvent.BarDecided.class);
            actor.tell(new Release("ann", "calm", probe.ref()));
            assertThat(((Shown) probe.receiveMessage()).view().hold()).isEmpty();
        }
    }

    @Test
    void shouldAnswerTheLongPollWhenTheSymbolAdvancesOrTheTimeIsUp() {
        try (SymbolBench bench = new SymbolBench()) {
            List<Offer> offers = TestBars.offers(SYMBOL, 11L, 2);
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            SymbolView before = bench.decide(actor, offers.get(0));
            TestProbe<ReadReply> probe = bench.kit.createTestProbe();

            actor.tell(new ReadAfter(before.seq(), 10L, probe.ref()));
            assertThat(probe.receiveMessage()).isEqualTo(new Shown(before));
            actor.tell(new ReadAfter(before.seq(), 60_000L, probe.ref()));
            probe.expectNoMessage(Duration.ofMillis(20));
            SymbolView after = bench.decide(actor, offers.get(1));

            assertThat(probe.receiveMessage()).isEqualTo(new Shown(after));
        }
    }

    /** A forecaster whose state is a running sum of the features; counts the bars it has to rerun. */
    private static FakeInference student(AtomicInteger rerun) {
        return new FakeInference(request -> {
            RecurrentInput from = request.recurrent();
            float state = from.checkpoint().length == 0 ? 0f : from.checkpoint()[0];
            for (double[] features : from.since()) {
                state = step(state, features);
            }
            rerun.addAndGet(from.since().size());
            state = step(state, request.features());
            return answer(request, state);
        });
    }

    private static float step(float state, double[] features) {
        return 0.9f * state + (float) features[0] + 0.01f;
    }

    private static InferenceResult answer(InferenceRequest request, float state) {
        return new InferenceResult(
                1e-4 * state,
                request.ewmaSigma(),
                5.0,
                OptionalDouble.of(0.1),
                request.probabilities(),
                request.models(),
                "cpu",
                Optional.empty(),
                Optional.of(new float[] {state}));
    }

    @Test
    void shouldAnswerTheSameFunctionOfTheBarsWhenAStatefulForecasterIsRestarted() {
        long seed = 12L;
        int bars = 240;
        AtomicInteger rerun = new AtomicInteger();
        try (SymbolBench bench = new SymbolBench(student(rerun))) {
            bench.models = STUDENT;
            bench.decideAll(bench.spawn("ETH-USDT"), TestBars.offers("ETH-USDT", seed, bars));
            assertThat(rerun.get()).as("bars rerun while the state is hot").isZero();

            Random random = new Random(seed);
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            for (Offer offer : TestBars.offers(SYMBOL, seed, bars)) {
                bench.decide(actor, offer);
                actor = random.nextInt(20) == 0 ? bench.restart(actor, SYMBOL) : actor;
            }

            assertThat(bench.digest(SYMBOL)).as("seed " + seed).isEqualTo(bench.digest("ETH-USDT"));
            assertThat(rerun.get()).isPositive();
            assertThat(types(bench.journal(SYMBOL)).get(1)).isEqualTo(SymbolEvent.ModelAdopted.class);
        }
    }

    @Test
    void shouldAdvanceTheRecurrentStateWhenABarFellBack() {
        AtomicInteger rerun = new AtomicInteger();
        try (SymbolBench bench = new SymbolBench(student(rerun))) {
            bench.models = STUDENT;
            List<Offer> offers = TestBars.offers(SYMBOL, 13L, 90);
            ActorRef<Command> actor = bench.spawn(SYMBOL);
            bench.decideAll(actor, offers.subList(0, 80));
            bench.inference.mood = FakeInference.Mood.BUSY;
            bench.decide(actor, offers.get(80));
            bench.inference.mood = FakeInference.Mood.ANSWERS;

            bench.decide(actor, offers.get(81));

            assertThat(rerun.get()).as("the bar that fell back").isEqualTo(1);
        }
    }
}
