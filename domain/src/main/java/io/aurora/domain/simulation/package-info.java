/**
 * The built-in market: seeded, endless series of bars whose returns look like those of markets (volatility clusters, jumps,
 * regimes that come and go), with known parameters, regimes and jump times.
 *
 * <p>{@link io.aurora.domain.simulation.MarketSimulator} makes the bars, {@link io.aurora.domain.simulation.Scenario} names the
 * markets, and {@link io.aurora.domain.simulation.ScenarioLaw} with {@link io.aurora.domain.simulation.RegimeLaw} hold their
 * parameters. The bits of a series depend on symbol, seed, scenario, start and bar length only: the random numbers are our own
 * and every transcendental function is Commons Math's pure Java.
 */
package io.aurora.domain.simulation;
