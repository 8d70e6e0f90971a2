package io.aurora.domain.learning;

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

    /** The share of the score that is left. */
    public double scoreFactor() {
        return verdict == Verdict.HALVED ? 0.5 : 1.0;
    }
}
