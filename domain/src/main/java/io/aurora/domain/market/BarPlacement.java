package io.aurora.domain.market;

import io.aurora.domain.check.Require;

/** What the time of a good bar means for its symbol. */
public sealed interface BarPlacement {
    /** The time of the last accepted bar again: acknowledged, nothing changes, whatever the values are. */
    record Duplicate() implements BarPlacement {}

    /** Before the last accepted bar (inside a filled gap, too): acknowledged, nothing changes. */
    record Late() implements BarPlacement {}

    /** {@link Refusal#OFF_GRID} or {@link Refusal#FROM_FUTURE}. */
    record Refused(Refusal reason) implements BarPlacement {}

    /**
     * The next bar of the symbol.
     *
     * @param filled flat bars to be put before it, {@code >= 0}
     * @param reset the gap is too long to be filled: windows start anew with this bar
     * @param gap steps are missing before it, whether filled, reset or only counted
     */
    record Accepted(int filled, boolean reset, boolean gap) implements BarPlacement {
        public Accepted {
            Require.atLeast("filled", filled, 0);
            if (reset && filled > 0) {
                throw new IllegalArgumentException("a reset fills nothing: reset=" + reset + ", filled=" + filled);
            }
            if (!gap && (reset || filled > 0)) {
                throw new IllegalArgumentException(
                        "only a gap is filled or resets: gap=" + gap + ", filled=" + filled + ", reset=" + reset);
            }
        }
    }
}
