/**
 * Streaming statistics of a symbol (rolling windows with exact order statistics, type 7 quantiles, the normal distribution) and the tests of
 * risk and forecasts: coverage, shortfall, comparison of losses, jumps, drift, calibration, and extremes that lead others.
 *
 * <p>Everything here is deterministic to the bit on every JVM. The streaming part allocates nothing per value; the tests are for reports, and
 * refuse samples too small for their asymptotics. NaN is refused at the door, so that no order is ever undefined.
 */
package io.aurora.domain.statistics;
