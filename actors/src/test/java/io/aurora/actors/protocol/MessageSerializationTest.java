package io.aurora.actors.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.SerializationTestKit;
import akka.actor.typed.ActorRef;
import io.aurora.actors.basket.BasketKeeper;
import io.aurora.actors.basket.BasketView;
import io.aurora.actors.basket.Standings;
import io.aurora.actors.symbol.TestViews;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.market.Bar;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message between nodes comes back as it was. */
class MessageSerializationTest {
    private static ActorTestKit kit;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("MessageSerializationTest");
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private static <T> ActorRef<T> ref() {
        return kit.<T>createTestProbe().ref();
    }

    private static List<Object> messages() {
        List<Object> messages = new ArrayList<>(toSymbols());
        messages.addAll(fromSymbols());
        messages.addAll(desk());
        messages.addAll(inference());
        messages.addAll(baskets());
        messages.addAll(StrategistMessages.all(kit));
        return messages;
    }

    private static List<Object> toSymbols() {
        Offer offer = new Offer(new Bar("BTC-USDT", 60_000L, 1.0, 2.0, 0.5, Double.NaN, 3.0), true, 7L);
        return List.of(
                new SymbolProtocol.OfferBar(offer, ref()),
                new SymbolProtocol.Read(ref()),
                new SymbolProtocol.ReadAfter(3L, 500L, ref()),
                new SymbolProtocol.Hold("ann", "news", ref()),
                new SymbolProtocol.Release("ann", "calm", ref()),
                new SymbolProtocol.ChangeRiskMode(RiskMode.ICM, "drift", ref()));
    }

    private static List<Object> fromSymbols() {
        SymbolView view = TestViews.certified();
        return List.of(
                new SymbolProtocol.Decided(view),
                new SymbolProtocol.Duplicate(true, view),
                new SymbolProtocol.Late(view),
                new SymbolProtocol.Refused("off_grid", "detail"),
                new SymbolProtocol.Busy(),
                new SymbolProtocol.Unavailable("store"),
                new SymbolProtocol.Shown(view),
                new SymbolProtocol.Shown(TestViews.held()),
                new SymbolProtocol.Unknown());
    }

    private static List<Object> desk() {
        return List.of(
                new DeskProtocol.Hold("ann", "flash crash", true, ref()),
                new DeskProtocol.Release("ann", "over", ref()),
                new DeskProtocol.Read(ref()),
                new DeskProtocol.Reply(DeskState.FREE),
                new DeskProtocol.Reply(new DeskState(Optional.of(new DeskEvent.DeskHeld(1L, "ann", "why", false)))),
                new DeskProtocol.Changed());
    }

    private static List<Object> baskets() {
        RebalanceRule rule = new RebalanceRule(24, 0.1, 0.001);
        Optional<BasketView.Standing> standing = Optional.of(Standings.of(List.of(0.5, 0.5)));
        return List.of(new BasketKeeper.Told(List.of(
                new BasketView("core", List.of("A", "B"), rule, standing, Optional.empty()),
                new BasketView("none", List.of("A"), rule, Optional.empty(), Optional.of("not_heard")))));
    }

    private static List<Object> inference() {
        RegimeProbabilities probabilities = new RegimeProbabilities(0.2, 0.3, 0.5);
        InferenceRequest request = new InferenceRequest(
                "BTC-USDT",
                60_000L,
                new double[] {1.0, -2.0},
                new RecurrentInput(new float[] {0.5f}, List.of(new double[] {1.0})),
                0.01,
                probabilities,
                ModelIds.BUILT_IN);
        InferenceResult result = new InferenceResult(
                0.1,
                0.2,
                Double.POSITIVE_INFINITY,
                OptionalDouble.of(0.3),
                probabilities,
                new ModelIds("student-1", "bic"),
                "cpu",
                Optional.of(InferenceResult.Fallback.BUSY),
                Optional.of(new float[] {1.5f}));
        return List.of(
                new InferenceProtocol.Infer(request, 60L, ref()),
                new InferenceProtocol.Fit("BTC-USDT", new RouterFit(128L, new double[] {0.1, -0.1}), ref()),
                new InferenceProtocol.Inferred(60_000L, result),
                new InferenceProtocol.Busy(60_000L),
                new InferenceProtocol.Failed(60_000L, "nan"),
                new InferenceProtocol.Fitted(128L, Optional.of(probabilities)),
                new InferenceProtocol.Fitted(128L, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldComeBackWhenAMessageCrossesNodes(Object message) {
        SerializationTestKit serialization = kit.serializationTestKit();

        assertThat(serialization.<Object>verifySerialization(message, false)).isEqualTo(message);
    }

    @Test
    void shouldCoverEveryMessageThatMayCrossNodes() {
        Set<Class<?>> expected = new HashSet<>();
        Stream.of(
                        SymbolProtocol.class,
                        DeskProtocol.class,
                        InferenceProtocol.class,
                        StrategistProtocol.class,
                        PolicyProtocol.class,
                        BasketKeeper.class)
                .flatMap(protocol -> Arrays.stream(protocol.getDeclaredClasses()))
                .filter(Class::isRecord)
                .filter(ClusterMessage.class::isAssignableFrom)
                .forEach(expected::add);

        assertThat(messages())
                .extracting(message -> (Object) message.getClass())
                .containsAll(expected);
    }
}
