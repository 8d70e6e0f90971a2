package io.aurora.domain.features;

/** The formulas of {@code features-v1} over the cells of a {@link FeatureState}; indexes are those of {@link FeatureSchema#NAMES}. */
final class Formulas {
    static final double EPS = 1e-12;
    /** A band narrower than this share of the price is rounding, not movement. */
    private static final double FLAT_BAND = 1e-9;

    private static final double HALF_PI = Math.PI / 2.0;

    private Formulas() {}

    /** {@code ln(a / b)} of positive numbers, finite even where the ratio leaves the range of doubles. */
    static double logRatio(double a, double b) {
        double ratio = a / b;
        return ratio > 0.0 && ratio < Double.POSITIVE_INFINITY
                ? StrictMath.log(ratio)
                : StrictMath.log(a) - StrictMath.log(b);
    }

    /** Four partial sums, because one would wait for every addition; {@code to - from} is a multiple of 4. */
    static double sumOfSquares(double[] cells, int from, int to) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        for (int i = from; i < to; i += 4) {
            a += cells[i] * cells[i];
            b += cells[i + 1] * cells[i + 1];
            c += cells[i + 2] * cells[i + 2];
            d += cells[i + 3] * cells[i + 3];
        }
        return (a + b) + (c + d);
    }

    /** ret_5, ret_20, vwap_dev_20, range and clv. */
    static void prices(double[] cells, double[] out) {
        double close = cells[Cells.LAST_CLOSE];
        double high = cells[Cells.HIGH];
        double low = cells[Cells.LOW];
        out[1] = logRatio(close, cells[Cells.LAST_CLOSE - 5]);
        out[2] = logRatio(close, cells[Cells.LAST_CLOSE - 20]);
        out[9] = vwapDeviation(cells, close);
        out[16] = logRatio(high, low);
        out[17] = high == low ? 0.0 : ((close - low) - (high - close)) / (high - low);
    }

    private static double vwapDeviation(double[] cells, double close) {
        double moved = 0.0;
        double volume = 0.0;
        for (int i = 0; i < 20; i++) {
            double v = cells[Cells.VOLUMES + i];
            moved += (cells[Cells.TYPICAL + i] - close) * v;
            volume += v;
        }
        if (volume == 0.0) {
            return 0.0;
        }
        double shift = moved / volume;
        return Math.abs(shift) < 0.5 * close
                ? logRatio(close, close + shift)
                : logRatio(close, volumeWeightedPrice(cells, volume));
    }

    /** The plain sum, exact enough far from the close, where {@code close + shift} would cancel. */
    private static double volumeWeightedPrice(double[] cells, double volume) {
        double traded = 0.0;
        for (int i = 0; i < 20; i++) {
            traded += cells[Cells.TYPICAL + i] * (cells[Cells.VOLUMES + i] / volume);
        }
        return traded;
    }

    /** atr_14, rsi_14, macd, macd_signal and macd_hist. */
    static void averages(double[] cells, double[] out) {
        double close = cells[Cells.LAST_CLOSE];
        double gain = cells[Cells.GAIN];
        double loss = cells[Cells.LOSS];
        out[7] = cells[Cells.ATR] / close;
        // (RSI - 50) / 50 with RSI = 100 gain / (gain + loss)
        out[8] = gain + loss == 0.0 ? 0.0 : (gain - loss) / (gain + loss);
        out[10] = (cells[Cells.EMA12] - cells[Cells.EMA26]) / close;
        out[11] = cells[Cells.SIGNAL] / close;
        out[12] = out[10] - out[11];
    }

    /** boll_pos_20 and boll_width_20. */
    static void bands(double[] cells, double[] out) {
        double close = cells[Cells.LAST_CLOSE];
        double shift = meanDeviation(cells, Cells.CLOSES_20, close);
        double mean = close + shift;
        double sd = standardDeviation(cells, Cells.CLOSES_20, close, shift);
        out[13] = sd < FLAT_BAND * mean ? 0.0 : (0.0 - shift) / (2.0 * sd + EPS);
        out[14] = 4.0 * sd / mean;
    }

    static double volumeScore(double[] cells) {
        double last = cells[Cells.LAST_LOG_VOLUME];
        double shift = meanDeviation(cells, Cells.LOG_VOLUMES, last);
        double sd = standardDeviation(cells, Cells.LOG_VOLUMES, last, shift);
        return sd < EPS ? 0.0 : (0.0 - shift) / sd;
    }

    /** Mean of 20 values less {@code origin}. */
    private static double meanDeviation(double[] cells, int from, double origin) {
        double even = 0.0;
        double odd = 0.0;
        for (int i = from; i < from + 20; i += 2) {
            even += cells[i] - origin;
            odd += cells[i + 1] - origin;
        }
        return (even + odd) / 20.0;
    }

    /** Of 20 values around {@code origin + shift}, their mean. */
    private static double standardDeviation(double[] cells, int from, double origin, double shift) {
        double even = 0.0;
        double odd = 0.0;
        for (int i = from; i < from + 20; i += 2) {
            double d = (cells[i] - origin) - shift;
            double e = (cells[i + 1] - origin) - shift;
            even += d * d;
            odd += e * e;
        }
        return Math.sqrt((even + odd) / 20.0);
    }

    /** {@code realised} is the sum of the last 20 squared returns; the bipower sum has the 19 pairs among them. */
    static double jumpShare(double[] cells, double realised) {
        if (realised < EPS) {
            return 0.0;
        }
        double pairs = 0.0;
        for (int i = Cells.RETURNS_20 + 1; i < Cells.RETURNS_END; i++) {
            pairs += Math.abs(cells[i] * cells[i - 1]);
        }
        return Math.max(0.0, 1.0 - HALF_PI * pairs / realised);
    }

    static double autocorrelation(double[] cells) {
        double mean = mean60(cells);
        double last = cells[Cells.RETURNS] - mean;
        double squares = last * last;
        double products = 0.0;
        for (int i = Cells.RETURNS + 1; i < Cells.RETURNS_END; i++) {
            double d = cells[i] - mean;
            squares += d * d;
            products += d * last;
            last = d;
        }
        return squares / 60.0 < EPS ? 0.0 : products / squares;
    }

    private static double mean60(double[] cells) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        for (int i = Cells.RETURNS; i < Cells.RETURNS_END; i += 4) {
            a += cells[i];
            b += cells[i + 1];
            c += cells[i + 2];
            d += cells[i + 3];
        }
        return ((a + b) + (c + d)) / 60.0;
    }
}
