package io.aurora.domain.audit;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.Adoption;
import io.aurora.domain.symbol.HotRecurrence;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import java.util.Optional;

/**
 * One symbol replayed without actors: the same prepare, decide and apply, at full speed. Not thread-safe.
 */
public final class SymbolReplay {
    private final LocalForecaster forecaster;
    private final SymbolState state;
    private final HotRecurrence hot = new HotRecurrence();

    /** Under the built-in models. */
    public SymbolReplay(SymbolSpec spec, Profile profile, LocalForecaster forecaster) {
        this(spec, profile, forecaster, ModelIds.BUILT_IN);
    }

    /** @param models what the symbol adopts before its first bar, as {@link Adoption} says */
    public SymbolReplay(SymbolSpec spec, Profile profile, LocalForecaster forecaster, ModelIds models) {
        this.forecaster = forecaster;
        this.state = SymbolState.opened(SymbolFold.open(spec, profile, 0L));
        Adoption.due(state, models, 0L).ifPresent(adopted -> SymbolFold.apply(state, adopted));
    }

    /** What became of an offered bar: the decision, or why there was none. */
    public record Step(Preparation preparation, Optional<SymbolEvent.BarDecided> decided) {}

    /**
     * Offers a bar.
     *
     * @param latencyMs latency recorded for it, milliseconds
     */
    public Step offer(Offer offer, double latencyMs) {
        Preparation preparation = SymbolFold.prepare(state, offer);
        if (!(preparation instanceof Preparation.Ready ready)) {
            return new Step(preparation, Optional.empty());
        }
        boolean reset = ready.step().reset();
        Optional<InferenceResult> result =
                forecaster.answer(ready, ready.request().map(request -> hot.nearest(request, reset)));
        SymbolEvent.BarDecided decided = SymbolFold.decide(state, ready, result, latencyMs, offer.receivedAtMs());
        SymbolFold.apply(state, decided);
        hot.decided(decided, state, result.flatMap(InferenceResult::recurrent));
        return new Step(preparation, Optional.of(decided));
    }

    /** The state now; to be read only. */
    public SymbolState state() {
        return state;
    }
}
