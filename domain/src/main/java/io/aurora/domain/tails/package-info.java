/**
 * Invariants of tail and memory: tail index, extremal index, tail dependence, Hurst exponent and the distance of tails, each with its
 * standard error, and the fractional noise they are tried on.
 *
 * <p>Every estimator is a pure function of a series in order of time and answers a {@link io.aurora.domain.tails.TailEstimate}: a value, or
 * the reason why the series does not carry one. {@link io.aurora.domain.tails.RollingTails} asks them over a moving window. Deterministic to
 * the bit.
 */
package io.aurora.domain.tails;
