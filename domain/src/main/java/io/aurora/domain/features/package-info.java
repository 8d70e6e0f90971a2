/**
 * The feature schema {@code features-v1}: what a forecaster and the trust figures see of a symbol's bars.
 *
 * <p>Rolling figures are summed anew over their window with every bar, so that nothing drifts however long a symbol lives; the
 * exponential averages (ATR, RSI, MACD) forget their errors by themselves.
 */
package io.aurora.domain.features;
