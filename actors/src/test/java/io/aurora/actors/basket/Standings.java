package io.aurora.actors.basket;

import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.portfolio.RegimeScenarios;
import io.aurora.domain.regime.Regime;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.PortfolioRisk;
import java.util.List;
import java.util.Optional;

/** Weights with something in every field. */
public final class Standings {
    private Standings() {}

    public static BasketView.Standing of(List<Double> weights) {
        BasketWeights.Drawn drawn = new BasketWeights.Drawn(
                512,
                1_700_000_000_000L,
                Optional.of(new MarketRegime(Regime.GARCH, true)),
                30,
                4_095,
                Optional.of(RegimeScenarios.Fallback.FEW_BARS_IN_REGIME));
        BasketWeights found = new BasketWeights(
                weights,
                DroSolution.Status.OPTIMAL,
                new PortfolioRisk(0.01, 0.015, 0.016, 0.7, 0.016),
                0.0159,
                1e-9,
                true,
                2e-4,
                drawn,
                Optional.of(0.3),
                Optional.of(1e-5),
                true);
        return new BasketView.Standing(
                found,
                new BasketView.Occasion(2L, new RebalanceRule.Due(RebalanceRule.Cause.STATE, Optional.of("A"))),
                new BasketView.Occasion(1L, new RebalanceRule.Due(RebalanceRule.Cause.START, Optional.empty())));
    }
}
