package io.aurora.domain.portfolio;

import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.Penalty;

/**
 * What a basket's weights are optimised under; ranges as of {@link DroProblem}.
 *
 * @param alpha tail probability
 * @param lo least weight of each symbol
 * @param hi largest weight of each symbol
 * @param norm largest euclidean norm
 * @param penalty how eps prices the norm
 * @param epsBase radius in mean absolute returns, before the symbols' states widen it
 */
public record BasketTerms(double alpha, double lo, double hi, double norm, Penalty penalty, double epsBase) {

    DroProblem problem(RegimeScenarios drawn, MarketMood mood) {
        double eps = mood.radius(epsBase, drawn.scenarios().meanAbs());
        return DroProblem.of(drawn.scenarios(), alpha, lo, hi, norm, penalty, eps);
    }
}
