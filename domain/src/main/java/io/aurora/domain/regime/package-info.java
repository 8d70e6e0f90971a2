/**
 * Regime of a return series: which of AR, ARMA and GARCH describes it, how far an autoregression and a mixed model disagree, and
 * whether the market is in transition (spec page 10, section 2; page 20, section 4).
 *
 * <ul>
 *   <li>{@link io.aurora.domain.regime.AciIndex} and {@link io.aurora.domain.regime.AciEma}: the ARMA crossbar index;
 *   <li>{@link io.aurora.domain.regime.TransitionState}: the transition flag with hysteresis;
 *   <li>{@link io.aurora.domain.regime.BicRouter}: regime probabilities from the Bayesian information criterion of three fits.
 * </ul>
 *
 * <p>Pure and deterministic to the bit: sums run in a fixed order and transcendental functions are those of Commons Math's FastMath.
 * Objects with scratch arrays are for one thread and hold no state between calls.
 */
package io.aurora.domain.regime;
