package io.aurora.domain.features;

/**
 * Layout of the doubles behind a {@link FeatureState}: windows side by side, each oldest first, then single figures.
 *
 * <pre>
 *   returns 60 | closes 21 | typical prices 20 | volumes 20 | ln(1 + volume) 20 | high low ATR gain loss EMA12 EMA26 signal
 * </pre>
 */
final class Cells {
    static final int WILDER = 14;

    static final int RETURNS = 0;
    static final int CLOSES = RETURNS + 60;
    static final int TYPICAL = CLOSES + 21;
    static final int VOLUMES = TYPICAL + 20;
    static final int LOG_VOLUMES = VOLUMES + 20;
    static final int WINDOWS_END = LOG_VOLUMES + 20;

    static final int RETURNS_END = CLOSES;
    static final int RETURNS_20 = RETURNS_END - 20;
    static final int CLOSES_20 = TYPICAL - 20;

    static final int LAST_RETURN = CLOSES - 1;
    static final int LAST_CLOSE = TYPICAL - 1;
    static final int LAST_TYPICAL = VOLUMES - 1;
    static final int LAST_VOLUME = LOG_VOLUMES - 1;
    static final int LAST_LOG_VOLUME = WINDOWS_END - 1;

    static final int HIGH = WINDOWS_END;
    static final int LOW = HIGH + 1;
    static final int ATR = LOW + 1;
    static final int GAIN = ATR + 1;
    static final int LOSS = GAIN + 1;
    static final int EMA12 = LOSS + 1;
    static final int EMA26 = EMA12 + 1;
    static final int SIGNAL = EMA26 + 1;
    static final int COUNT = SIGNAL + 1;

    private Cells() {}

    /**
     * Drops the oldest value of every window by one move. The newest place of a window then holds a value of its neighbour and must be
     * written before anything is read.
     */
    static void shift(double[] cells) {
        System.arraycopy(cells, 1, cells, 0, WINDOWS_END - 1);
    }
}
