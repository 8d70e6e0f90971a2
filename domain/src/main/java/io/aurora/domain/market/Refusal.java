package io.aurora.domain.market;

import java.util.Locale;

/** Why a bar is refused; the order is the precedence, the first reason that applies is the one given. */
public enum Refusal {
    WRONG_SYMBOL,
    /** Open, high, low or close is NaN or infinite. */
    NON_FINITE_PRICE,
    NON_POSITIVE_PRICE,
    /** {@code high < max(open, close, low)}. */
    HIGH_TOO_LOW,
    /** {@code low > min(open, close)}. */
    LOW_TOO_HIGH,
    NON_FINITE_VOLUME,
    NEGATIVE_VOLUME,
    /** The gap policy is {@code grid} and the time is not on the symbol's grid. */
    OFF_GRID,
    /** A live bar that starts more than one bar length after its receipt. */
    FROM_FUTURE,
    /** Beside the bars before it, a return or a feature leaves the range of doubles. */
    OUT_OF_RANGE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Stable name in answers, events and metrics, snake_case. */
    public String code() {
        return code;
    }
}
