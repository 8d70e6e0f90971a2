package io.aurora.domain.conformal;

/**
 * What settling a forecast gives: figures of the settlement itself, and the state's figures after it.
 *
 * @param score {@code |y - yhat| / sigma}
 * @param hit the outcome lay inside the interval
 * @param surprisal of the outcome
 * @param surprisalP95 after this value entered
 * @param coverageEma after
 * @param missStreak consecutive misses, this one included
 * @param recentMisses among the last 20 settlements, this one included
 * @param controller after
 * @param bcc block coverage calibration, after
 * @param settled forecasts over the symbol's life, this one included
 * @param covered hits over the symbol's life, this one included
 */
public record Settlement(
        double score,
        boolean hit,
        double surprisal,
        double surprisalP95,
        double coverageEma,
        int missStreak,
        int recentMisses,
        ControllerState controller,
        double bcc,
        long settled,
        long covered) {}
