package io.aurora.domain.learning;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.symbol.ServedDecision;

/**
 * What the certified decision of a task's symbol says about it.
 *
 * @param symbol instrument
 * @param state its served acceptance state: PASS, DERISK, BLOCK or WARMUP
 * @param verdict what follows
 * @param reason why, snake_case; empty where it passes
 */
public record Gate(String symbol, String state, Verdict verdict, String reason) {
    /** What a certified decision lets a task do. */
    public enum Verdict {
        /** Goes on. */
        PASS,
        /** Goes on at half its score. */
        HALVED,
        /** Nobody is chosen. */
        REFUSED
    }

    /**
     * What {@code served} lets a task on {@code symbol} do: BLOCK, WARMUP and whatever takes the size (a hold, staleness, a hard guard)
     * refuse it, DERISK halves its score.
     */
    public static Gate of(String symbol, ServedDecision served) {
        Gating gating = served.gating();
        boolean sizeTaken = gating.notional() <= 0.0 && !gating.blockReasons().isEmpty();
        AcceptanceState state = served.state();
        boolean refused = sizeTaken || state == AcceptanceState.BLOCK || state == AcceptanceState.WARMUP;
        String seen = sizeTaken && state != AcceptanceState.WARMUP ? AcceptanceState.BLOCK.name() : state.name();
        if (refused) {
            String reason = gating.blockReasons().isEmpty()
                    ? "decision"
                    : gating.blockReasons().get(0);
            return new Gate(symbol, seen, Verdict.REFUSED, reason);
        }
        return state == AcceptanceState.DERISK
                ? new Gate(symbol, seen, Verdict.HALVED, "derisk")
                : new Gate(symbol, seen, Verdict.PASS, "");
    }

    /** The share of the score that is left. */
    public double scoreFactor() {
        return verdict == Verdict.HALVED ? 0.5 : 1.0;
    }
}
