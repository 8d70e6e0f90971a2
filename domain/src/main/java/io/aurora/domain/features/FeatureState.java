package io.aurora.domain.features;

import io.aurora.domain.market.Bar;
import java.util.Arrays;

/**
 * The bars of one symbol since its last reset, as far as {@code features-v1} needs them.
 *
 * <p><b>Formulas.</b> Those of {@link FeatureSchema#NAMES}: log returns, realised volatility, Wilder's averages (Wilder 1978, "New
 * Concepts in Technical Trading Systems"), Appel's MACD, Bollinger's bands, the share of jumps by bipower variation
 * (Barndorff-Nielsen and Shephard 2004). Windows include the present bar, standard deviations have divisor n.
 *
 * <p><b>Numbers.</b> Deviations are taken from the newest value, so that a constant price or volume gives exact zeros. Features are
 * finite for prices in [1e-100, 1e100] and volumes up to 1e150; returns and realised volatilities for every good bar.
 *
 * <p><b>Cost.</b> O(60) for {@link #push} and {@link #features} alike; nothing is allocated but by the constructor, {@link #copy}
 * (1.2 KB) and {@link #toArray}. Not thread-safe.
 */
public final class FeatureState {
    private int bars;
    private final double[] cells;
    /** Functions of the returns held, kept because several readers want them. */
    private double rv20;

    private double rv60;

    public FeatureState() {
        this(0, new double[Cells.COUNT]);
    }

    private FeatureState(int bars, double[] cells) {
        this.bars = bars;
        this.cells = cells;
        measureVolatility();
    }

    private FeatureState(FeatureState other) {
        this.bars = other.bars;
        this.cells = other.cells.clone();
        this.rv20 = other.rv20;
        this.rv60 = other.rv60;
    }

    /** The state that {@link #toArray} exported, bit for bit. */
    public static FeatureState of(double[] exported) {
        if (exported.length != Cells.COUNT + 1) {
            throw new IllegalArgumentException("length must be " + (Cells.COUNT + 1) + ": length=" + exported.length);
        }
        int bars = (int) exported[0];
        if (bars < 0 || bars != exported[0]) {
            throw new IllegalArgumentException("must be a count of bars: bars=" + exported[0]);
        }
        return new FeatureState(bars, Arrays.copyOfRange(exported, 1, exported.length));
    }

    /** Takes the next bar, a good one, filled or not. */
    public void push(Bar bar) {
        double close = bar.close();
        double last = bars == 0 ? close : cells[Cells.LAST_CLOSE];
        Cells.shift(cells);
        cells[Cells.LAST_RETURN] = bars == 0 ? 0.0 : Formulas.logRatio(close, last);
        cells[Cells.LAST_CLOSE] = close;
        cells[Cells.LAST_TYPICAL] = close + ((bar.high() - close) + (bar.low() - close)) / 3.0;
        cells[Cells.LAST_VOLUME] = bar.volume();
        cells[Cells.LAST_LOG_VOLUME] = StrictMath.log1p(bar.volume());
        cells[Cells.HIGH] = bar.high();
        cells[Cells.LOW] = bar.low();
        average(close, last);
        measureVolatility();
        bars++;
    }

    /** Wilder's and the exponential averages; {@code bars} is the 0-based index of the bar. */
    private void average(double close, double last) {
        double trueRange = Math.max(cells[Cells.HIGH], last) - Math.min(cells[Cells.LOW], last);
        wilder(Cells.ATR, trueRange, bars);
        if (bars == 0) {
            cells[Cells.EMA12] = close;
            cells[Cells.EMA26] = close;
            return;
        }
        wilder(Cells.GAIN, Math.max(close - last, 0.0), bars - 1);
        wilder(Cells.LOSS, Math.max(last - close, 0.0), bars - 1);
        cells[Cells.EMA12] += 2.0 / 13.0 * (close - cells[Cells.EMA12]);
        cells[Cells.EMA26] += 2.0 / 27.0 * (close - cells[Cells.EMA26]);
        cells[Cells.SIGNAL] += 2.0 / 10.0 * (cells[Cells.EMA12] - cells[Cells.EMA26] - cells[Cells.SIGNAL]);
    }

    /** The first 14 inputs are summed, the 14th makes their mean, later ones weigh 1/14. */
    private void wilder(int cell, double x, int index) {
        if (index < Cells.WILDER - 1) {
            cells[cell] += x;
        } else if (index == Cells.WILDER - 1) {
            cells[cell] = (cells[cell] + x) / Cells.WILDER;
        } else {
            cells[cell] += (x - cells[cell]) / Cells.WILDER;
        }
    }

    private void measureVolatility() {
        double newest20 = Formulas.sumOfSquares(cells, Cells.RETURNS_20, Cells.RETURNS_END);
        double older40 = Formulas.sumOfSquares(cells, Cells.RETURNS, Cells.RETURNS_20);
        rv20 = Math.sqrt(newest20 / 20.0);
        rv60 = Math.sqrt((older40 + newest20) / 60.0);
    }

    /** Bars since the reset, filled ones included. */
    public int bars() {
        return bars;
    }

    /** Features exist: from the bar with 0-based index {@link FeatureSchema#WARMUP_BARS} on. */
    public boolean ready() {
        return bars > FeatureSchema.WARMUP_BARS;
    }

    /** Log return of the last bar; from the second bar on. */
    public double ret1() {
        requireBars(2);
        return cells[Cells.LAST_RETURN];
    }

    /** Root mean square of the last 20 log returns; from the 21st bar on. */
    public double rv20() {
        requireBars(21);
        return rv20;
    }

    /** Root mean square of the last 60 log returns; from the 61st bar on. */
    public double rv60() {
        requireBars(61);
        return rv60;
    }

    /** {@code C_t / C_(t-10) - 1}; from the 11th bar on. */
    public double momentum10() {
        requireBars(11);
        return cells[Cells.LAST_CLOSE] / cells[Cells.LAST_CLOSE - 10] - 1.0;
    }

    /** {@code ln((rv_20 + eps) / (rv_60 + eps))}; from the 61st bar on. */
    public double rvRatio() {
        requireBars(61);
        return Formulas.logRatio(rv20 + Formulas.EPS, rv60 + Formulas.EPS);
    }

    /** Close of the last bar. */
    public double close() {
        requireBars(1);
        return cells[Cells.LAST_CLOSE];
    }

    /** Writes the features of the last bar, in the order of {@link FeatureSchema#NAMES}; needs {@link #ready}. */
    public void features(double[] out20) {
        if (out20.length != FeatureSchema.DIMENSION) {
            throw new IllegalArgumentException(
                    "length must be " + FeatureSchema.DIMENSION + ": length=" + out20.length);
        }
        requireBars(FeatureSchema.WARMUP_BARS + 1);
        out20[0] = cells[Cells.LAST_RETURN];
        out20[3] = momentum10();
        out20[4] = rv20;
        out20[5] = rv60;
        out20[6] = rvRatio();
        Formulas.prices(cells, out20);
        Formulas.averages(cells, out20);
        Formulas.bands(cells, out20);
        out20[15] = Formulas.volumeScore(cells);
        out20[18] = Formulas.jumpShare(cells, rv20 * rv20 * 20.0);
        out20[19] = Formulas.autocorrelation(cells);
    }

    /** A state apart with the same content. */
    public FeatureState copy() {
        return new FeatureState(this);
    }

    /** Forgets every bar. */
    public void clear() {
        bars = 0;
        Arrays.fill(cells, 0.0);
        measureVolatility();
    }

    /** The content as {@code Cells.COUNT + 1} doubles: the count of bars, then the cells. */
    public double[] toArray() {
        double[] exported = new double[Cells.COUNT + 1];
        exported[0] = bars;
        System.arraycopy(cells, 0, exported, 1, Cells.COUNT);
        return exported;
    }

    /** Same count of bars and the same cells, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureState that && bars == that.bars && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * bars + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "FeatureState[bars=" + bars + "]";
    }

    private void requireBars(int least) {
        if (bars < least) {
            throw new IllegalStateException("must have been pushed >= " + least + ": bars=" + bars);
        }
    }
}
