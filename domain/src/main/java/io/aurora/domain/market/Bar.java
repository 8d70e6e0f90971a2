package io.aurora.domain.market;

/**
 * One market bar as it was offered; {@link BarValidator} decides whether it is good. It may hold values that are refused (NaN
 * among them), because a refusal must be able to name them.
 *
 * @param symbol name of the instrument
 * @param tsMs START of the bar, epoch milliseconds UTC
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume traded volume, {@code >= 0}
 */
public record Bar(String symbol, long tsMs, double open, double high, double low, double close, double volume) {

    /** A bar put in by the gap policy: flat at {@code close}, without volume. */
    public static Bar flat(String symbol, long tsMs, double close) {
        return new Bar(symbol, tsMs, close, close, close, close, 0.0);
    }

    /** Same market values, bit for bit; the symbol and the time are not compared. */
    public boolean sameValues(Bar other) {
        return Double.compare(open, other.open) == 0
                && Double.compare(high, other.high) == 0
                && Double.compare(low, other.low) == 0
                && Double.compare(close, other.close) == 0
                && Double.compare(volume, other.volume) == 0;
    }
}
