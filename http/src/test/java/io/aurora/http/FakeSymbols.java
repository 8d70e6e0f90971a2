package io.aurora.http;

import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.SymbolProtocol;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Symbols folded in memory by the domain itself; replies to come can be scripted. */
final class FakeSymbols implements Symbols {
    static final long HOUR_MS = 3_600_000L;

    /** Replies given before the fold is asked, in order. */
    final Deque<BarReply> scripted = new ArrayDeque<>();

    final List<Offer> offered = new ArrayList<>();
    Optional<DeskState> desk = Optional.of(DeskState.FREE);
    Optional<RuntimeException> failure = Optional.empty();
    CompletionStage<ReadReply> poll;
    boolean silent;
    private final Map<String, SymbolState> states = new TreeMap<>();
    private final Map<String, Long> seqs = new TreeMap<>();
    private final Clock clock;
    private final Profile profile = TestProfiles.quiet();

    FakeSymbols(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<BarReply> offer(Offer offer) {
        offered.add(offer);
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get());
        }
        return CompletableFuture.completedFuture(scripted.isEmpty() ? fold(offer) : scripted.poll());
    }

    private BarReply fold(Offer offer) {
        String name = offer.bar().symbol();
        SymbolState state = Optional.ofNullable(states.get(name)).orElseGet(() -> open(name));
        Preparation preparation = SymbolFold.prepare(state, offer);
        if (preparation instanceof Preparation.Refused refused) {
            return new SymbolProtocol.Refused(refused.reason().code(), "refused");
        }
        if (preparation instanceof Preparation.Duplicate duplicate) {
            return new SymbolProtocol.Duplicate(duplicate.differs(), view(name));
        }
        if (preparation instanceof Preparation.Late) {
            return new SymbolProtocol.Late(view(name));
        }
        Preparation.Ready ready = (Preparation.Ready) preparation;
        states.put(name, state);
        SymbolEvent event =
                SymbolFold.decide(state, ready, ready.request().map(BuiltInForecaster::forecast), 1.0, clock.millis());
        apply(name, event);
        return new SymbolProtocol.Decided(view(name));
    }

    private SymbolState open(String name) {
        SymbolSpec spec = new SymbolSpec(name, HOUR_MS, GapPolicy.GRID, OptionalLong.empty(), "test", 1.0);
        seqs.put(name, 1L);
        return SymbolState.opened(SymbolFold.open(spec, profile, clock.millis()));
    }

    private void apply(String name, SymbolEvent event) {
        SymbolFold.apply(states.get(name), event);
        seqs.merge(name, 1L, Long::sum);
    }

    private SymbolView view(String name) {
        return SymbolView.of(states.get(name), seqs.get(name));
    }

    List<String> names() {
        return List.copyOf(states.keySet());
    }

    @Override
    public synchronized CompletionStage<ReadReply> read(String symbol) {
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get());
        }
        return CompletableFuture.completedFuture(
                states.containsKey(symbol) ? new SymbolProtocol.Shown(view(symbol)) : new SymbolProtocol.Unknown());
    }

    @Override
    public CompletionStage<ReadReply> readAfter(String symbol, long seq, Duration wait) {
        return poll == null ? read(symbol) : poll;
    }

    @Override
    public CompletionStage<HoldReply> hold(String symbol, String by, String reason) {
        return change(symbol, new SymbolEvent.Held(SymbolEvent.LOGIC_VERSION, clock.millis(), by, reason));
    }

    @Override
    public CompletionStage<HoldReply> release(String symbol, String by, String reason) {
        return change(symbol, new SymbolEvent.Released(SymbolEvent.LOGIC_VERSION, clock.millis(), by, reason));
    }

    @Override
    public CompletionStage<HoldReply> changeRiskMode(String symbol, RiskMode mode, String reason) {
        if (silent) {
            return CompletableFuture.completedFuture(new SymbolProtocol.Unavailable("timeout"));
        }
        return change(symbol, new SymbolEvent.RiskModeChanged(SymbolEvent.LOGIC_VERSION, clock.millis(), mode, reason));
    }

    private synchronized CompletionStage<HoldReply> change(String symbol, SymbolEvent event) {
        if (silent) {
            return new CompletableFuture<>();
        }
        if (!states.containsKey(symbol)) {
            return CompletableFuture.completedFuture(new SymbolProtocol.Unknown());
        }
        apply(symbol, event);
        return CompletableFuture.completedFuture(new SymbolProtocol.Shown(view(symbol)));
    }

    @Override
    public Optional<DeskState> desk() {
        return desk;
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> holdDesk(String by, String reason) {
        return desk(new DeskEvent.DeskHeld(clock.millis(), by, reason, false));
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> releaseDesk(String by, String reason) {
        return desk(new DeskEvent.DeskReleased(clock.millis(), by, reason));
    }

    private CompletionStage<DeskProtocol.Reply> desk(DeskEvent event) {
        DeskState state = desk.orElse(DeskState.FREE).after(event);
        desk = Optional.of(state);
        return CompletableFuture.completedFuture(new DeskProtocol.Reply(state));
    }
}
