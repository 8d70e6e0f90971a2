package io.aurora.domain.acceptance;

import java.util.OptionalDouble;

/**
 * What the guards look at on one bar.
 *
 * @param settled forecasts settled over the symbol's life
 * @param coverageEma running coverage
 * @param missStreak misses in a row
 * @param latencyP95 milliseconds
 * @param surprisalP95 absent before the first settlement
 * @param relWidth relative width of this bar's interval
 * @param relWidthP95 its p95
 */
public record GuardFigures(
        long settled,
        double coverageEma,
        int missStreak,
        double latencyP95,
        OptionalDouble surprisalP95,
        double relWidth,
        double relWidthP95) {}
