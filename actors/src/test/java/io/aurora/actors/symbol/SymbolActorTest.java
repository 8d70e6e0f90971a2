package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a symbol answers to bars. */
class SymbolActorTest {
    private static final String SYMBOL = "BTC-USDT";

    private final SymbolBench bench = new SymbolBench();
    private final List<Offer> offers = TestBars.offers(SYMBOL, 1L, 200);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldOpenAndDecideWhenTheFirstBarComes() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);

        SymbolView view = bench.decide(actor, offers.get(0));

        assertThat(view.seq()).isEqualTo(2);
        assertThat(view.last().orElseThrow().inputs().bar())
                .isEqualTo(offers.get(0).bar());
        assertThat(bench.journal(SYMBOL))
                .extracting(recorded -> (Object) recorded.event().getClass())
                .containsExactly(SymbolEvent.SymbolOpened.class, SymbolEvent.BarDecided.class);
    }

    @Test
    void shouldCertifyWhenInferenceAnswers() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);

        bench.decideAll(actor, offers);

        SymbolView view = bench.read(actor);
        assertThat(view.counts().accepted()).isEqualTo(200);
        assertThat(view.last().orElseThrow().outcome().certified()).isPresent();
        assertThat(view.last().orElseThrow().inputs().inference().orElseThrow().fallback())
                .isEmpty();
        assertThat(bench.inference.asked.get()).isEqualTo(200 - 64);
        assertThat(bench.inference.fitsAsked.get()).isEqualTo(5);
        assertThat(view.counts().uniform())
                .as("bars before the first refit is used: 128 returns and 8 bars, less 64 of warm-up")
                .isEqualTo(72);
    }

    @Test
    void shouldChangeNothingWhenABarComesTwiceOrLate() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 3));
        int stored = bench.journal(SYMBOL).size();
        Bar last = offers.get(2).bar();
        Bar other = new Bar(SYMBOL, last.tsMs(), last.open(), last.high(), last.low(), last.close(), 7.0);

        assertThat(bench.offer(actor, offers.get(2))).isEqualTo(new Duplicate(false, bench.read(actor)));
        assertThat(bench.offer(actor, new Offer(other, true, 0L))).isEqualTo(new Duplicate(true, bench.read(actor)));
        assertThat(bench.offer(actor, offers.get(0))).isEqualTo(new Late(bench.read(actor)));
        assertThat(bench.journal(SYMBOL)).hasSize(stored);
        bench.await(() -> assertThat(bench.told.all).endsWith("duplicate", "duplicate_differs", "late"));
    }

    @Test
    void shouldRefuseAndGoOnWhenABarIsBad() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decide(actor, offers.get(0));
        long ts = offers.get(1).bar().tsMs();
        Bar bad = new Bar(SYMBOL, ts, 1.0, 1.0, 1.0, Double.NaN, 1.0);

        assertThat(bench.offer(actor, new Offer(bad, true, 0L)))
                .isEqualTo(new Refused(
                        "non_finite_price", "prices must be finite: open=1.0, high=1.0, low=1.0, close=NaN"));
        assertThat(bench.decide(actor, offers.get(1)).seq()).isEqualTo(3);
    }

    @Test
    void shouldLeaveNoEntityWhenTheSymbolIsUnknown() {
        bench.autoCreate = false;
        ActorRef<Command> actor = bench.spawn(SYMBOL);

        assertThat(bench.offer(actor, offers.get(0)))
                .isEqualTo(new Refused("unknown_symbol", "symbols are declared in the settings: symbol=" + SYMBOL));

        assertThat(bench.shard.receiveMessage()).isEqualTo(new ClusterSharding.Passivate<>(actor));
        bench.stop(actor);
        assertThat(bench.journal(SYMBOL)).isEmpty();
    }
}
