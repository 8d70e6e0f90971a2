package io.aurora.cluster.bench;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.SymbolCheckpoint;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The journal that a node would have written for one symbol: the fold of a seeded market, hash chain included, so that a node goes on
 * where it ends. Not thread-safe.
 */
final class SeededJournal {
    private static final double LEAST_LATENCY_MS = 0.5;
    private static final double LATENCY_RANGE_MS = 3.0;

    private final SymbolSpec spec;
    private final Profile profile;
    private final String persistenceId;
    private final MarketSimulator market;
    private final SplittableRandom latencies;
    private final LocalForecaster forecaster = LocalForecaster.builtIn();
    private Optional<SymbolState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long seq;

    SeededJournal(SymbolSpec spec, Profile profile) {
        this.spec = spec;
        this.profile = profile;
        this.persistenceId = PersistenceIds.symbol(spec.name());
        this.market = market(spec);
        this.latencies = new SplittableRandom(spec.name().hashCode());
    }

    /** The bars behind a symbol's journal and load. */
    static MarketSimulator market(SymbolSpec spec) {
        return MarketSimulator.of(spec.name(), 1L, Scenario.REGIME_SHIFT, 0L, spec.barLengthMs());
    }

    /** The next event; the first one opens the symbol. */
    RecordedEvent next() {
        SymbolEvent event = state.isEmpty() ? SymbolFold.open(spec, profile, 0L) : decision(state.get());
        state = Optional.of(SymbolFold.next(state, event));
        seq++;
        hash = HashChain.next(hash, persistenceId, seq, event);
        return new RecordedEvent(event, hash);
    }

    private SymbolEvent decision(SymbolState present) {
        Bar bar = market.next();
        long receivedAt = bar.tsMs() + spec.barLengthMs();
        Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(present, new Offer(bar, true, receivedAt));
        Optional<InferenceResult> answer = forecaster.answer(ready);
        double latencyMs = LEAST_LATENCY_MS + LATENCY_RANGE_MS * latencies.nextDouble();
        return SymbolFold.decide(present, ready, answer, latencyMs, receivedAt);
    }

    String persistenceId() {
        return persistenceId;
    }

    long sequenceNr() {
        return seq;
    }

    SymbolCheckpoint checkpoint() {
        return new SymbolCheckpoint(state.orElseThrow().snapshot(), hash, seq);
    }
}
