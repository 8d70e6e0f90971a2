package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.typed.Cluster;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.domain.symbol.Offer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One node carries the symbols, the other one asks over the wire; then the wire is cut. */
class TwoNodesTest {
    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldAnswerOverTheWireAndBeUnavailableWhenItIsCut() throws Exception {
        try (SymbolCluster carrier = new SymbolCluster();
                SymbolCluster asking = new SymbolCluster("http", Cluster.get(carrier.kit.system()))) {
            asking.await(() -> assertThat(asking.symbols.read("BTC-USDT"))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isEqualTo(new Unknown()));
            List<Offer> offers = TestBars.offers("BTC-USDT", 14L, 70);
            for (Offer offer : offers) {
                assertThat(get(asking.symbols.offer(offer))).isInstanceOf(Decided.class);
            }
            assertThat(get(asking.symbols.read("BTC-USDT"))).isEqualTo(get(carrier.symbols.read("BTC-USDT")));
            assertThat(get(asking.symbols.read("BTC-USDT"))).isInstanceOf(Shown.class);
            get(carrier.symbols.holdDesk("ann", "flash crash"));
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
            assertThat(get(asking.symbols.offer(offers.get(0)))).isEqualTo(new Unavailable("no_majority"));
        }
    }
}
