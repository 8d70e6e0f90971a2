/**
 * Forecasters that need no model: the exponentially weighted volatility that serves from the first day and as a fallback.
 *
 * <p>A forecaster gives mean and scale of the next log return; the interval around it is made elsewhere.
 */
package io.aurora.domain.forecast;
