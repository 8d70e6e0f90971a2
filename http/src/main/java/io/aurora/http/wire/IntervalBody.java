package io.aurora.http.wire;

/**
 * Prediction interval of the next close.
 *
 * @param lower price
 * @param upper price
 */
public record IntervalBody(double lower, double upper) {}
