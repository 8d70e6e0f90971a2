package io.aurora.domain.symbol;

import io.aurora.domain.check.Require;

/**
 * A condition that stays on until it has been clean for some bars.
 *
 * @param active whether it is on
 * @param clean clean bars in a row while on
 */
public record Latch(boolean active, int clean) {
    public static final Latch OFF = new Latch(false, 0);

    public Latch {
        Require.atLeast("clean", clean, 0);
    }

    /**
     * The latch one bar later.
     *
     * @param breached whether the condition holds now
     * @param cleanN clean bars after which it goes off
     */
    public Latch next(boolean breached, int cleanN) {
        if (breached) {
            return new Latch(true, 0);
        }
        if (!active) {
            return OFF;
        }
        return clean + 1 >= cleanN ? OFF : new Latch(true, clean + 1);
    }
}
