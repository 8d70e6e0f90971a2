package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.domain.inference.InferenceResult.Fallback;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bar that waits for inference, and inference that does not answer. */
class SymbolInferenceTest {
    private static final String SYMBOL = "BTC-USDT";
    private static final int WARM = 70;

    private final SymbolBench bench = new SymbolBench();
    private final List<Offer> offers = TestBars.offers(SYMBOL, 6L, 180);

    @AfterEach
    void close() {
        bench.close();
    }

    private static Optional<Fallback> fallback(SymbolView view) {
        return view.last().orElseThrow().inputs().inference().orElseThrow().fallback();
    }

    @ParameterizedTest
    @CsvSource({"SILENT, DEADLINE", "BUSY, BUSY", "FAILS, FAILED"})
    void shouldFallBackWhenInferenceDoesNotAnswer(FakeInference.Mood mood, Fallback why) {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, WARM));

        bench.inference.mood = mood;
        SymbolView view = bench.decide(actor, offers.get(WARM));

        assertThat(fallback(view)).contains(why);
        bench.await(() -> assertThat(bench.told.all).contains(why.code()));
    }

    @ParameterizedTest
    @CsvSource({"SILENT", "BUSY", "FAILS"})
    void shouldAskUntilAnsweredWhenThereIsNoFallback(FakeInference.Mood mood) {
        bench.withoutFallback();
        bench.deadline = Duration.ofMillis(1);
        bench.askTimeout = Duration.ofMillis(50);
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, WARM));
        int before = bench.inference.asked.get();

        bench.inference.mood = mood;
        TestProbe<BarReply> reply = bench.send(actor, offers.get(WARM));
        bench.kit.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(bench.inference.asked.get()).isGreaterThan(before + 2);
            return null;
        });
        reply.expectNoMessage(Duration.ofMillis(1));
        bench.inference.mood = FakeInference.Mood.ANSWERS;

        Decided decided = reply.expectMessageClass(Decided.class, Duration.ofSeconds(5));
        assertThat(fallback(decided.view())).isEmpty();
    }

    @Test
    void shouldAnswerBusyAndReadsWhenTooManyBarsWait() {
        bench.withoutFallback();
        bench.askTimeout = Duration.ofMillis(200);
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, WARM));
        bench.inference.mood = FakeInference.Mood.SILENT;

        List<TestProbe<BarReply>> taken = offers.subList(WARM, WARM + 1 + bench.stashLimit).stream()
                .map(offer -> bench.send(actor, offer))
                .collect(Collectors.toList());
        assertThat(bench.offer(actor, offers.get(WARM + 1 + bench.stashLimit))).isEqualTo(new Busy());
        assertThat(bench.read(actor).counts().accepted()).isEqualTo(WARM);
        bench.inference.mood = FakeInference.Mood.ANSWERS;

        for (int i = 0; i < taken.size(); i++) {
            Decided decided = taken.get(i).expectMessageClass(Decided.class, Duration.ofSeconds(5));
            assertThat(decided.view().counts().accepted()).isEqualTo(WARM + 1 + i);
        }
        bench.await(() -> assertThat(bench.told.all).contains("busy"));
    }

    @Test
    void shouldTakeTheBarsInOrderWhenOneOfThoseWaitingComesTwice() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, WARM));
        bench.inference.mood = FakeInference.Mood.SILENT;

        TestProbe<BarReply> first = bench.send(actor, offers.get(WARM));
        TestProbe<BarReply> again = bench.send(actor, offers.get(WARM));
        TestProbe<BarReply> next = bench.send(actor, offers.get(WARM + 1));

        first.expectMessageClass(Decided.class, Duration.ofSeconds(5));
        again.expectMessageClass(io.aurora.actors.protocol.SymbolProtocol.Duplicate.class, Duration.ofSeconds(5));
        next.expectMessageClass(Decided.class, Duration.ofSeconds(5));
    }

    @Test
    void shouldDecideTheSameWhenNoWorkerFits() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers);
        String other = "ETH-USDT";
        bench.inference.fits = false;
        bench.deadline = Duration.ofMillis(50);
        ActorRef<Command> alone = bench.spawn(other);

        for (Offer offer : TestBars.offers(other, 6L, 180)) {
            bench.decide(alone, offer);
        }

        assertThat(bench.digest(other)).isEqualTo(bench.digest(SYMBOL));
        assertThat(bench.inference.fitsAsked.get()).isGreaterThan(4);
    }

    @Test
    void shouldTakeNoBarWhenTheModelsInForceAreNotKnown() {
        ModelIds known = bench.models;
        bench.models = null;
        ActorRef<Command> actor = bench.spawn(SYMBOL);

        assertThat(bench.offer(actor, offers.get(0))).isEqualTo(new Unavailable("models_unknown"));

        bench.models = known;
        assertThat(bench.offer(actor, offers.get(0))).isInstanceOf(Decided.class);

        // as on a node that starts again: the symbol is open, and must not decide by the models of before
        bench.models = null;
        assertThat(bench.offer(actor, offers.get(1))).isEqualTo(new Unavailable("models_unknown"));
        bench.models = known;
        assertThat(bench.offer(actor, offers.get(1))).isInstanceOf(Decided.class);
    }

    @Test
    void shouldTellWhereTheTimeWentWhenABarIsDecided() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);

        bench.decideAll(actor, offers.subList(0, WARM));

        bench.await(() -> assertThat(bench.told.stages).hasSize(WARM));
        assertThat(bench.told.stages).allSatisfy(times -> {
            assertThat(times.prepareNanos()).isPositive();
            assertThat(times.storeNanos()).isPositive();
            assertThat(times.routerNanos()).isNotNegative();
            assertThat(times.decideNanos()).isPositive();
        });
        assertThat(bench.told.stages.get(WARM - 1).inferenceNanos()).isPositive();
    }
}
