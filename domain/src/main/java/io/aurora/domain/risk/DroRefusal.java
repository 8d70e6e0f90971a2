package io.aurora.domain.risk;

import java.util.Optional;

/**
 * Why a problem has no answer.
 *
 * @param code stable name of the rule
 * @param message rule and values
 * @param cell the entry that is not finite, for {@link Code#NOT_FINITE} only
 */
public record DroRefusal(Code code, String message, Optional<Scenarios.Cell> cell) implements DroOutcome {
    /** The rules. */
    public enum Code {
        /** A scenario holds NaN or an infinity. */
        NOT_FINITE,
        /** Some lo above its hi, sum of lo above 1 or sum of hi below 1. */
        BOUNDS_SUM,
        /** The least norm within the bounds exceeds the norm limit. */
        NORM_BUDGET
    }

    static DroRefusal notFinite(Scenarios.Cell cell, double value) {
        String message =
                "scenarios must be finite: row=" + cell.row() + ", column=" + cell.column() + ", value=" + value;
        return new DroRefusal(Code.NOT_FINITE, message, Optional.of(cell));
    }

    static DroRefusal boundsSum(String message) {
        return new DroRefusal(Code.BOUNDS_SUM, message, Optional.empty());
    }

    static DroRefusal normBudget(double leastNorm, double limit) {
        String message =
                "norm limit must be >= the least norm within the bounds: limit=" + limit + ", least norm=" + leastNorm;
        return new DroRefusal(Code.NORM_BUDGET, message, Optional.empty());
    }
}
