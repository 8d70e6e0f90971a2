/**
 * Streaming statistics of a symbol: rolling windows with exact order statistics, type 7 quantiles and the normal distribution.
 *
 * <p>Everything here is deterministic to the bit on every JVM and allocates nothing per value. NaN is refused at the door, so that
 * no order is ever undefined.
 */
package io.aurora.domain.statistics;
