package io.aurora.lab.replay;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.audit.SymbolReplay;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One symbol under replay: its bars offered as historical ones, what was not accepted counted by reason. Not thread-safe. */
public final class SymbolRun {
    private final SymbolSpec spec;
    private final double latencyMs;
    private final SymbolReplay replay;
    private final ReplaySummary summary = new ReplaySummary();
    private final Map<String, Long> unaccepted = new TreeMap<>();

    /**
     * A symbol before its first bar.
     *
     * @param latencyMs latency recorded for each bar, milliseconds
     * @param forecaster answers by {@code models}
     */
    public SymbolRun(SymbolSpec spec, Profile profile, double latencyMs, LocalForecaster forecaster, ModelIds models) {
        this.spec = spec;
        this.latencyMs = latencyMs;
        this.replay = new SymbolReplay(spec, profile, forecaster, models);
    }

    /** Offers a bar; empty where it was not accepted. */
    Optional<SymbolEvent.BarDecided> offer(Bar bar) {
        Offer offer = new Offer(bar, true, bar.tsMs() + spec.barLengthMs());
        SymbolReplay.Step step = replay.offer(offer, latencyMs);
        if (step.decided().isPresent()) {
            summary.add(step.decided().get());
        } else {
            unaccepted.merge(reason(step.preparation()), 1L, Long::sum);
        }
        return step.decided();
    }

    private static String reason(Preparation preparation) {
        if (preparation instanceof Preparation.Refused refused) {
            return refused.reason().code();
        }
        if (preparation instanceof Preparation.Duplicate duplicate) {
            return duplicate.differs() ? "duplicate_differs" : "duplicate";
        }
        return "late";
    }

    public SymbolSpec spec() {
        return spec;
    }

    public ReplaySummary summary() {
        return summary;
    }

    /** Bars that were not accepted, by reason: duplicates, late ones, refusals. */
    public Map<String, Long> unaccepted() {
        return unaccepted;
    }
}
