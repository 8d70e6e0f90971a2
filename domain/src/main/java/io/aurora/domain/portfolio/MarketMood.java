package io.aurora.domain.portfolio;

import io.aurora.domain.risk.AmbiguityRadius;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the states of a portfolio's symbols say about how far its scenarios can be trusted.
 *
 * @param regime their joint regime; absent where one of them has none
 * @param trans whether one of them is in transition
 * @param aci largest running average of their ARMA crossbar index; absent without figures
 * @param mode the more careful of their risk modes
 */
public record MarketMood(Optional<MarketRegime> regime, boolean trans, OptionalDouble aci, RiskMode mode) {

    /** Of the symbols as they stand. */
    public static MarketMood of(List<SymbolView> views) {
        List<Outcome.MarketFigures> figures = views.stream()
                .flatMap(view -> view.last().stream())
                .map(event -> event.outcome().market())
                .toList();
        boolean careful = views.stream().anyMatch(view -> view.riskMode() == RiskMode.ICM);
        return new MarketMood(
                MarketRegime.joint(views.stream().map(MarketRegime::of).toList()),
                figures.stream().anyMatch(Outcome.MarketFigures::trans),
                figures.stream()
                        .mapToDouble(Outcome.MarketFigures::aciEma)
                        .filter(Double::isFinite)
                        .max(),
                careful ? RiskMode.ICM : RiskMode.STANDARD);
    }

    /**
     * Radius eps of their portfolio, in units of return: {@link AmbiguityRadius}, doubled where a symbol is in the conservative mode.
     *
     * @param base radius in mean absolute returns
     * @param meanAbs mean absolute return of the scenarios
     */
    public double radius(double base, double meanAbs) {
        return AmbiguityRadius.of(base, meanAbs, trans, aci.orElse(0.0)) * mode.epsFactor();
    }
}
