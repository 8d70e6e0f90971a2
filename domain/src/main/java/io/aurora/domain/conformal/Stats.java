package io.aurora.domain.conformal;

import java.util.OptionalDouble;

/**
 * The predictor's figures as they are shown.
 *
 * @param alpha the controller stands at, within its bounds
 * @param alphaTarget of the last forecast; before one, that of a calm market
 * @param coverageEma smoothed coverage
 * @param coverageEmpirical hits over settlements of the symbol's life; empty before the first
 * @param qHat the next forecast would be served with, units of sigma
 * @param inflation of the last forecast; 1 before one
 * @param n scores in the window
 * @param missStreak consecutive misses
 */
public record Stats(
        double alpha,
        double alphaTarget,
        double coverageEma,
        OptionalDouble coverageEmpirical,
        double qHat,
        double inflation,
        int n,
        int missStreak) {}
