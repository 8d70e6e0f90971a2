/**
 * Portfolios of live symbols: what they recorded, side by side; scenarios drawn from the history of the regime they are in; how cautious their states ask to
 * be; and baskets, portfolios that are kept up as their members change.
 *
 * <p>{@link io.aurora.domain.portfolio.RegimeScenarios} draws, {@link io.aurora.domain.portfolio.BasketOptimiser} solves and weighs the gain against the
 * turnover, {@link io.aurora.domain.portfolio.RebalanceRule} says when. Pure functions of their arguments, deterministic to the bit for the same generator.
 */
package io.aurora.domain.portfolio;
