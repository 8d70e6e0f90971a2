package io.aurora.domain.symbol;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A symbol with its events, for tests: bars of a seeded market through the fold, every event kept. */
public final class SymbolFixture {
    public static final long MINUTE_MS = 60_000L;
    public static final String ID = "symbol|SIM-TEST";

    public final List<RecordedEvent> events = new ArrayList<>();
    private final LocalForecaster forecaster;
    private byte[] hash = HashChain.genesis();
    private SymbolState state;

    public SymbolFixture(Profile profile) {
        this(profile, LocalForecaster.builtIn());
    }

    public SymbolFixture(Profile profile, LocalForecaster forecaster) {
        this.forecaster = forecaster;
        record(SymbolFold.open(spec(), profile, 0L));
    }

    public static SymbolSpec spec() {
        return new SymbolSpec("SIM-TEST", MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), "test", 2.0);
    }

    /** {@code count} bars of a seeded market. */
    public static List<Bar> bars(long seed, Scenario scenario, int count) {
        MarketSimulator market = MarketSimulator.of("SIM-TEST", seed, scenario, 0L, MINUTE_MS);
        List<Bar> bars = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bars.add(market.next());
        }
        return bars;
    }

    public SymbolState state() {
        return state;
    }

    public void record(SymbolEvent event) {
        hash = HashChain.next(hash, ID, events.size() + 1L, event);
        events.add(new RecordedEvent(event, hash));
        state = SymbolFold.next(Optional.ofNullable(state), event);
    }

    /** Goes on from a copy of the state that went through its snapshot. */
    public void restart() {
        state = SymbolState.of(state.snapshot());
    }

    public SymbolEvent.BarDecided offer(Bar bar) {
        return offer(bar, 1.0);
    }

    public SymbolEvent.BarDecided offer(Bar bar, double latencyMs) {
        Offer offer = new Offer(bar, true, bar.tsMs() + MINUTE_MS);
        Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(state, offer);
        Optional<InferenceResult> result = forecaster.answer(ready);
        SymbolEvent.BarDecided decided = SymbolFold.decide(state, ready, result, latencyMs, offer.receivedAtMs());
        record(decided);
        return decided;
    }

    public SymbolFixture offerAll(List<Bar> bars) {
        bars.forEach(this::offer);
        return this;
    }

    public String digest() {
        DecisionDigest digest = new DecisionDigest();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof SymbolEvent.BarDecided decided) {
                digest.add(decided);
            }
        }
        return digest.hex();
    }
}
