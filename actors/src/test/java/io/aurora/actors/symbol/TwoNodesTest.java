package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import akka.cluster.typed.Cluster;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.domain.symbol.Offer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One node carries the symbols, the other one asks over the wire; then the wire is cut. */
class TwoNodesTest {
    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldAnswerOverTheWireAndBeUnavailableWhenItIsCut() {
        try (SymbolCluster carrier = new SymbolCluster("symbols", null);
                SymbolCluster asking = new SymbolCluster("http", Cluster.get(carrier.kit.system()))) {
            List<Offer> offers = TestBars.offers("BTC-USDT", 14L, 70);
            for (Offer offer : offers) {
                asking.await(() -> assertThat(get(asking.symbols.offer(offer)))
                        .as("a busy machine may lose its majority for a moment")
                        .isInstanceOfAny(Decided.class, Duplicate.class));
            }
            asking.await(() -> assertThat(get(asking.symbols.read("BTC-USDT")))
                    .asInstanceOf(type(Shown.class))
                    .satisfies(shown ->
                            assertThat(shown.view().counts().accepted()).isEqualTo(70)));
            carrier.symbols.holdDesk("ann", "flash crash");
            asking.await(
                    () -> assertThat(asking.symbols.desk().orElseThrow().held()).isTrue());

            carrier.cut();

            asking.await(() -> {
                assertThat(asking.symbols.read("BTC-USDT"))
                        .as("one of two is no majority")
                        .isCompletedWithValue(new Unavailable("no_majority"));
                assertThat(asking.symbols.desk())
                        .as("the desk is not known any more")
                        .isEmpty();
            });
            asking.await(() ->
                    assertThat(get(asking.symbols.offer(offers.get(0)))).isEqualTo(new Unavailable("no_majority")));
        }
    }
}
