package io.aurora.actors.basket;

import io.aurora.actors.ingest.FakeSymbols;
import io.aurora.actors.protocol.SymbolProtocol;
import io.aurora.actors.symbol.TestBars;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Symbols folded in memory bar by bar, and what a read side would have recorded of them. */
final class FoldedMembers {
    final FakeSymbols symbols = new FakeSymbols();
    private final Map<String, Member> members = new TreeMap<>();

    private static final class Member {
        private final SymbolState state;
        private final Deque<Offer> toCome;
        private final List<RecordedBar> recorded = new ArrayList<>();

        private Member(String name, long seed, int bars) {
            SymbolSpec spec =
                    new SymbolSpec(name, TestBars.MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), "test", 1.0);
            state = SymbolState.opened(SymbolFold.open(spec, TestProfiles.quiet(), 0L));
            toCome = new ArrayDeque<>(TestBars.offers(name, seed, bars));
        }

        private void step() {
            Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(state, toCome.remove());
            SymbolEvent.BarDecided event =
                    SymbolFold.decide(state, ready, ready.request().map(BuiltInForecaster::forecast), 1.0, 0L);
            SymbolFold.apply(state, event);
            recorded.add(new RecordedBar(
                    event.inputs().bar().tsMs(),
                    event.inputs().bar().close(),
                    MarketRegime.of(event),
                    OptionalDouble.empty()));
        }
    }

    FoldedMembers(List<String> names, int bars) {
        long seed = 1L;
        for (String name : names) {
            members.put(name, new Member(name, seed++, bars));
        }
        symbols.reads = this::read;
    }

    /** Every symbol takes so many bars. */
    synchronized void step(int bars) {
        for (int i = 0; i < bars; i++) {
            members.values().forEach(Member::step);
        }
    }

    private synchronized CompletionStage<SymbolProtocol.ReadReply> read(String symbol) {
        Member member = members.get(symbol);
        return CompletableFuture.completedStage(
                member == null
                        ? new SymbolProtocol.Unknown()
                        : new SymbolProtocol.Shown(SymbolView.of(member.state, member.recorded.size() + 1L)));
    }

    synchronized CompletionStage<List<RecordedBar>> newest(String symbol, int limit) {
        List<RecordedBar> all = members.get(symbol).recorded;
        return CompletableFuture.completedStage(List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size())));
    }
}
