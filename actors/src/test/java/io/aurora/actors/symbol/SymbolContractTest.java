package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.ClusterMessage;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.ChangeRiskMode;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Request;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request is answered once in every phase of a symbol. */
class SymbolContractTest {
    private static final String SYMBOL = "BTC-USDT";
    private static final int WARM = 70;

    private enum Phase {
        /** Nothing stored. */
        UNOPENED,
        READY,
        /** A bar waits for inference. */
        DECIDING,
        /** A bar waits for inference and no other may wait behind it. */
        FULL,
        /** A bar waits and the entity has to go. */
        STOPPING
    }

    private final SymbolBench bench = new SymbolBench();
    private final List<Offer> offers = TestBars.offers(SYMBOL, 5L, WARM + 10);

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> everyRequestInEveryPhase() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Request.class.getPermittedSubclasses())
                        .map(request -> Arguments.of(phase, request)));
    }

    private Command request(Class<?> type, ActorRef<ClusterMessage> replyTo) {
        Offer next = offers.get(WARM + 5);
        List<Command> all = List.of(
                new OfferBar(next, replyTo.narrow()),
                new Read(replyTo.narrow()),
                new ReadAfter(0L, 50L, replyTo.narrow()),
                new Hold("ann", "news", replyTo.narrow()),
                new Release("ann", "calm", replyTo.narrow()),
                new ChangeRiskMode(RiskMode.ICM, "drift", replyTo.narrow()));
        return all.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    private ActorRef<Command> in(Phase phase) {
        bench.deadline = Duration.ofMillis(500);
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        if (phase == Phase.UNOPENED) {
            return actor;
        }
        bench.decideAll(actor, offers.subList(0, WARM));
        if (phase != Phase.READY) {
            bench.inference.mood = FakeInference.Mood.SILENT;
            bench.send(actor, offers.get(WARM));
        }
        if (phase == Phase.FULL) {
            offers.subList(WARM + 1, WARM + 1 + bench.stashLimit).forEach(offer -> bench.send(actor, offer));
        } else if (phase == Phase.STOPPING) {
            actor.tell(SymbolActor.stop());
        }
        return actor;
    }

    private static Class<?> expected(Phase phase, Class<?> request) {
        if (request == OfferBar.class) {
            return switch (phase) {
                case UNOPENED, READY, DECIDING -> Decided.class;
                case FULL -> Busy.class;
                case STOPPING -> Unavailable.class;
            };
        }
        return phase == Phase.UNOPENED ? Unknown.class : Shown.class;
    }

    @ParameterizedTest
    @MethodSource("everyRequestInEveryPhase")
    void shouldAnswerOnceWhenAsked(Phase phase, Class<?> request) {
        TestProbe<ClusterMessage> probe = bench.kit.createTestProbe();
        ActorRef<Command> actor = in(phase);

        actor.tell(request(request, probe.ref()));

        assertThat(probe.receiveMessage(Duration.ofSeconds(10))).isInstanceOf(expected(phase, request));
        probe.expectNoMessage(Duration.ofMillis(20));
    }
}
