package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way in from outside, on a cluster of one node. */
class ShardedSymbolsTest {
    private static SymbolCluster cluster;
    private static ShardedSymbols symbols;

    @BeforeAll
    static void start() {
        cluster = new SymbolCluster();
        symbols = cluster.symbols;
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static long entities() {
        TestProbe<ShardRegion.CurrentShardRegionState> probe = cluster.kit.createTestProbe();
        ClusterSharding.get(cluster.kit.system())
                .shardState()
                .tell(new GetShardRegionState(SymbolActor.KEY, probe.ref()));
        return probe.receiveMessage(Duration.ofSeconds(10)).getShards().stream()
                .mapToLong(shard -> shard.getEntityIds().size())
                .sum();
    }

    @Test
    void shouldDecideHoldAndReleaseWhenAskedByName() {
        Offer first = TestBars.offers("ETH-USDT", 3L, 1).get(0);

        BarReply reply = get(symbols.offer(first));

        assertThat(reply).isInstanceOf(Decided.class);
        assertThat(get(symbols.read("ETH-USDT"))).isEqualTo(new Shown(((Decided) reply).view()));
        assertThat(get(symbols.hold("ETH-USDT", "ann", "news")))
                .asInstanceOf(type(Shown.class))
                .satisfies(shown ->
                        assertThat(shown.view().hold().orElseThrow().reason()).isEqualTo("news"));
        assertThat(get(symbols.readAfter("ETH-USDT", 2L, Duration.ofSeconds(5))))
                .asInstanceOf(type(Shown.class))
                .satisfies(shown -> assertThat(shown.view().seq()).isEqualTo(3));
        assertThat(get(symbols.release("ETH-USDT", "ann", "calm")))
                .asInstanceOf(type(Shown.class))
                .satisfies(shown -> assertThat(shown.view().hold()).isEmpty());
        for (int i = 0; i < 2; i++) {
            assertThat(get(symbols.changeRiskMode("ETH-USDT", RiskMode.ICM, "transfer_validation")))
                    .asInstanceOf(type(Shown.class))
                    .satisfies(shown -> assertThat(shown.view().riskMode()).isEqualTo(RiskMode.ICM))
                    .satisfies(shown -> assertThat(shown.view().seq()).isEqualTo(5));
        }
    }

    @Test
    void shouldLeaveNoEntityWhenANameIsUnknown() {
        long before = entities();

        assertThat(get(symbols.read("NOBODY"))).isEqualTo(new Unknown());
        assertThat(get(symbols.readAfter("NOBODY", 0L, Duration.ofSeconds(5)))).isEqualTo(new Unknown());
        assertThat(get(symbols.hold("NOBODY", "ann", "news"))).isEqualTo(new Unknown());

        cluster.kit.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(entities()).isLessThanOrEqualTo(before);
            return null;
        });
        assertThat(cluster.journal.persistedInStorage("symbol|NOBODY")).isEmpty();
    }

    @Test
    void shouldAskNobodyWhenANameIsBad() {
        Offer bad = new Offer(new Bar("BTC/USDT", 0L, 1.0, 1.0, 1.0, 1.0, 1.0), true, 0L);

        assertThat(get(symbols.offer(bad)))
                .isEqualTo(new Refused("bad_symbol", "must match [A-Za-z0-9._-]{1,32}: symbol=BTC/USDT"));
        assertThat(get(symbols.read("BTC/USDT"))).isEqualTo(new Unknown());
        assertThat(get(symbols.hold("BTC/USDT", "ann", "news"))).isEqualTo(new Unknown());
    }

    @Test
    void shouldKeepOnlySoManySymbolsInMemoryAndForgetNone() {
        List<String> names = IntStream.range(0, 3 * SymbolCluster.IN_MEMORY)
                .mapToObj(i -> "S" + i)
                .collect(Collectors.toList());

        names.forEach(name -> assertThat(
                        get(symbols.offer(TestBars.offers(name, 4L, 1).get(0))))
                .isInstanceOf(Decided.class));

        cluster.kit.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(entities()).isLessThanOrEqualTo(2L * SymbolCluster.IN_MEMORY);
            return null;
        });
        names.forEach(name -> assertThat(get(symbols.read(name)))
                .asInstanceOf(type(Shown.class))
                .satisfies(shown -> assertThat(shown.view().counts().accepted()).isEqualTo(1)));
    }

    @Test
    void shouldHoldTheDeskOnThisNodeWhenTheAnswerComes() {
        assertThat(get(symbols.holdDesk("ann", "flash crash")).state().held()).isTrue();
        assertThat(symbols.desk().orElseThrow().hold().orElseThrow().reason()).isEqualTo("flash crash");

        assertThat(get(symbols.releaseDesk("ann", "over")).state().held()).isFalse();
        assertThat(symbols.desk().orElseThrow().held()).isFalse();
    }
}
