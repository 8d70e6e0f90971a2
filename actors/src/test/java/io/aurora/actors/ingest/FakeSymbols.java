package io.aurora.actors.ingest;

import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Symbols that keep what they take and answer as real ones do to bars that come twice or late. {@link #mood} answers first, and may
 * leave an offer to them by an absent reply.
 */
public final class FakeSymbols implements Symbols {
    /** What stands in the place of a view, which sources of bars do not look at. */
    private static final io.aurora.domain.symbol.SymbolView NO_VIEW = null;

    /** Every offer, in the order of arrival, also those not taken. */
    public final List<Offer> offered = new CopyOnWriteArrayList<>();

    private final Map<String, List<Bar>> taken = new ConcurrentHashMap<>();

    public volatile Function<Offer, Optional<CompletionStage<BarReply>>> mood = offer -> Optional.empty();
    public volatile Function<String, CompletionStage<ReadReply>> reads =
            symbol -> CompletableFuture.completedStage(new Unknown());

    /** Bars taken of a symbol, in their order. */
    public List<Bar> taken(String symbol) {
        return List.copyOf(taken.getOrDefault(symbol, List.of()));
    }

    public int takenCount() {
        return taken.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public CompletionStage<BarReply> offer(Offer offer) {
        offered.add(offer);
        return mood.apply(offer).orElseGet(() -> CompletableFuture.completedStage(take(offer.bar())));
    }

    private BarReply take(Bar bar) {
        List<Bar> bars = taken.computeIfAbsent(bar.symbol(), name -> new CopyOnWriteArrayList<>());
        synchronized (bars) {
            if (bars.isEmpty() || bars.get(bars.size() - 1).tsMs() < bar.tsMs()) {
                bars.add(bar);
                return new Decided(NO_VIEW);
            }
            boolean known = bars.stream().anyMatch(old -> old.tsMs() == bar.tsMs());
            return known ? new Duplicate(false, NO_VIEW) : new Late(NO_VIEW);
        }
    }

    @Override
    public CompletionStage<ReadReply> read(String symbol) {
        return reads.apply(symbol);
    }

    @Override
    public CompletionStage<ReadReply> readAfter(String symbol, long seq, Duration wait) {
        return reads.apply(symbol);
    }

    @Override
    public CompletionStage<HoldReply> hold(String symbol, String by, String reason) {
        throw new UnsupportedOperationException("no source of bars holds");
    }

    @Override
    public CompletionStage<HoldReply> release(String symbol, String by, String reason) {
        throw new UnsupportedOperationException("no source of bars releases");
    }

    @Override
    public CompletionStage<HoldReply> changeRiskMode(String symbol, RiskMode mode, String reason) {
        throw new UnsupportedOperationException("no source of bars changes modes");
    }

    @Override
    public Optional<DeskState> desk() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> holdDesk(String by, String reason) {
        throw new UnsupportedOperationException("no source of bars holds");
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> releaseDesk(String by, String reason) {
        throw new UnsupportedOperationException("no source of bars releases");
    }
}
