package io.aurora.domain.portfolio;

import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.PortfolioRisk;
import java.util.List;
import java.util.Optional;

/**
 * Weights of a basket and what is known of them.
 *
 * @param weights one per symbol, sum 1
 * @param status how the solver ended
 * @param risk of these weights under the scenarios; returns of a bar, losses positive
 * @param dualBound objective that no portfolio can be below
 * @param relativeGap objective of these weights less bound, over the larger of |objective| and mean absolute return: for weights that were kept, what
 *     keeping them costs at most
 * @param certified whether the certificate passed a check that shares no code with the solver
 * @param eps ambiguity radius in units of return
 * @param drawn where the scenarios come from
 * @param turnover sum of |changes| that the optimum asked for; absent without earlier weights
 * @param gain fall of the objective that it offered; absent without earlier weights
 * @param kept whether the earlier weights stayed
 */
public record BasketWeights(
        List<Double> weights,
        DroSolution.Status status,
        PortfolioRisk risk,
        double dualBound,
        double relativeGap,
        boolean certified,
        double eps,
        Drawn drawn,
        Optional<Double> turnover,
        Optional<Double> gain,
        boolean kept)
        implements BasketOutcome {

    /**
     * Where scenarios come from.
     *
     * @param scenarios how many
     * @param seed of the draw
     * @param regime the symbols' joint regime; absent where it is not known
     * @param barsInRegime recorded returns that followed a bar of it
     * @param barsKnown recorded returns in all
     * @param fallback why all of them were drawn from; absent where only those of the regime were
     */
    public record Drawn(
            int scenarios,
            long seed,
            Optional<MarketRegime> regime,
            int barsInRegime,
            int barsKnown,
            Optional<RegimeScenarios.Fallback> fallback) {

        /** Of a draw by the generator of {@code seed}. */
        public static Drawn of(RegimeScenarios drawn, long seed) {
            return new Drawn(
                    drawn.scenarios().count(),
                    seed,
                    drawn.regime(),
                    drawn.barsInRegime(),
                    drawn.barsKnown(),
                    drawn.fallback());
        }
    }

    public BasketWeights {
        weights = List.copyOf(weights);
    }
}
