package io.aurora.persistence;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.regime.BicRouter;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A symbol's events as a node would record them, from a seeded market. */
public final class SeededSymbol {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long MINUTE_MS = 60_000L;

    private final String name;
    private final MarketSimulator market;
    private final SplittableRandom latencies;
    private Optional<SymbolState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long seq;

    public SeededSymbol(String name, long seed) {
        this.name = name;
        this.market = MarketSimulator.of(name, seed, Scenario.CRASH, START_MS, MINUTE_MS);
        this.latencies = new SplittableRandom(seed);
    }

    public String persistenceId() {
        return PersistenceIds.symbol(name);
    }

    /** The opening and {@code bars} decisions. */
    public static List<RecordedEvent> events(String name, long seed, int bars) {
        SeededSymbol symbol = new SeededSymbol(name, seed);
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i <= bars; i++) {
            events.add(symbol.next());
        }
        return events;
    }

    /** The next event; the first one opens the symbol. */
    public RecordedEvent next() {
        SymbolEvent event = state.isEmpty() ? opening() : decision(state.get());
        state = Optional.of(SymbolFold.next(state, event));
        seq++;
        hash = HashChain.next(hash, persistenceId(), seq, event);
        return new RecordedEvent(event, hash);
    }

    public SymbolCheckpoint checkpoint() {
        return new SymbolCheckpoint(state.orElseThrow().snapshot(), hash, seq);
    }

    private SymbolEvent opening() {
        SymbolSpec spec = new SymbolSpec(name, MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), "default", 100_000.0);
        return SymbolFold.open(spec, TestProfiles.quiet(), START_MS);
    }

    private SymbolEvent decision(SymbolState present) {
        Bar bar = market.next();
        long receivedAt = bar.tsMs() + MINUTE_MS + 250 + latencies.nextInt(100);
        double latencyMs = 0.4 + 3.0 * latencies.nextDouble();
        Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(present, new Offer(bar, false, receivedAt));
        Optional<InferenceResult> result =
                ready.request().map(request -> BuiltInForecaster.forecast(fitted(request, ready)));
        return SymbolFold.decide(present, ready, result, latencyMs, receivedAt + 2);
    }

    private static InferenceRequest fitted(InferenceRequest request, Preparation.Ready ready) {
        return ready.fitDue()
                .map(fit -> request.with(BicRouter.fit(fit.returns()).orElse(RegimeProbabilities.uniform())))
                .orElse(request);
    }
}
