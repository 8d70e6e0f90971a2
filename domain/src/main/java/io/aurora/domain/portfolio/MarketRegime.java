package io.aurora.domain.portfolio;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.regime.Regime;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The regime of a bar, of one symbol or of several together.
 *
 * @param regime likeliest family of models
 * @param trans whether a transition is on
 */
public record MarketRegime(Regime regime, boolean trans) {

    /** Of a recorded bar; absent where it had no regime probabilities yet, in the first bars since a reset. */
    public static Optional<MarketRegime> of(SymbolEvent.BarDecided event) {
        return event.inputs()
                .inference()
                .map(InferenceResult::probabilities)
                .map(p -> new MarketRegime(p.regime(), event.outcome().market().trans()));
    }

    /** Of a symbol as it stands. */
    public static Optional<MarketRegime> of(SymbolView view) {
        return view.last().flatMap(MarketRegime::of);
    }

    /**
     * Of several symbols at one time: the family that most of them are in, the first one where several have as many, in transition where one of
     * them is. Absent where one of them has none, or there is no symbol.
     */
    public static Optional<MarketRegime> joint(List<Optional<MarketRegime>> members) {
        Map<Regime, Integer> votes = new EnumMap<>(Regime.class);
        boolean trans = false;
        for (Optional<MarketRegime> member : members) {
            if (member.isEmpty()) {
                return Optional.empty();
            }
            votes.merge(member.get().regime(), 1, Integer::sum);
            trans |= member.get().trans();
        }
        boolean anyTrans = trans;
        Optional<Regime> most = Optional.empty();
        for (Regime regime : votes.keySet()) {
            most = most.isPresent() && votes.get(most.get()) >= votes.get(regime) ? most : Optional.of(regime);
        }
        return most.map(regime -> new MarketRegime(regime, anyTrans));
    }
}
