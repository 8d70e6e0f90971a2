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

    /** What the bar should have kept, with what it held: {@code rule: name=value}. */
    public String explain(Bar bar) {
        switch (this) {
            case WRONG_SYMBOL:
                return "must be the symbol's own name: symbol=" + bar.symbol();
            case NON_FINITE_PRICE:
                return "prices must be finite: " + prices(bar);
            case NON_POSITIVE_PRICE:
                return "prices must be > 0: " + prices(bar);
            case HIGH_TOO_LOW:
                return "high must be >= open, close and low: " + prices(bar);
            case LOW_TOO_HIGH:
                return "low must be <= open and close: " + prices(bar);
            case NON_FINITE_VOLUME:
                return "must be finite: volume=" + bar.volume();
            case NEGATIVE_VOLUME:
                return "must be >= 0: volume=" + bar.volume();
            case OFF_GRID:
                return "must lie on the symbol's grid: ts=" + bar.tsMs();
            case FROM_FUTURE:
                return "a live bar must start at most one bar length after its receipt: ts=" + bar.tsMs();
            case OUT_OF_RANGE:
            default:
                return "returns and features beside the bars before it must stay finite: " + prices(bar);
        }
    }

    private static String prices(Bar bar) {
        return "open=" + bar.open() + ", high=" + bar.high() + ", low=" + bar.low() + ", close=" + bar.close();
    }

    /** Stable name in answers, events and metrics, snake_case. */
    public String code() {
        return code;
    }
}
