package io.aurora.lab.risk;

import io.aurora.domain.market.Bar;
import io.aurora.persistence.bars.BarCsv;
import io.aurora.persistence.bars.BarReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Closing prices of one symbol, in order of time. Rows that repeat or go back in time are passed over. */
public final class PriceSeries {
    private final Path file;
    private final String symbol;
    private final long[] timesMs;
    private final double[] closes;
    private final long passedOver;

    private PriceSeries(Path file, String symbol, long[] timesMs, double[] closes, long passedOver) {
        this.file = file;
        this.symbol = symbol;
        this.timesMs = timesMs;
        this.closes = closes;
        this.passedOver = passedOver;
    }

    /** Reads a file of bars of one symbol; a price that is not above 0, a second symbol or a single bar is refused. */
    public static PriceSeries read(Path file) {
        LongStream.Builder times = LongStream.builder();
        DoubleStream.Builder closes = DoubleStream.builder();
        String symbol = null;
        long last = Long.MIN_VALUE;
        long passedOver = 0;
        try (BarReader reader = BarCsv.open(file)) {
            Iterator<Bar> bars = reader.strict();
            while (bars.hasNext()) {
                Bar bar = bars.next();
                symbol = symbol == null ? bar.symbol() : symbol;
                check(file, symbol, bar);
                if (bar.tsMs() <= last) {
                    passedOver++;
                    continue;
                }
                last = bar.tsMs();
                times.add(last);
                closes.add(bar.close());
            }
        }
        long[] at = times.build().toArray();
        if (at.length < 2) {
            throw new IllegalArgumentException(file + ": must hold two bars at least: bars=" + at.length);
        }
        return new PriceSeries(file, symbol, at, closes.build().toArray(), passedOver);
    }

    private static void check(Path file, String symbol, Bar bar) {
        if (!symbol.equals(bar.symbol())) {
            throw new IllegalArgumentException(
                    file + ": must be of one symbol: first=" + symbol + ", later=" + bar.symbol());
        }
        if (!(bar.close() > 0.0 && bar.close() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(file + ": must be finite and > 0 at " + Instant.ofEpochMilli(bar.tsMs())
                    + ": close=" + bar.close());
        }
    }

    public Path file() {
        return file;
    }

    public String symbol() {
        return symbol;
    }

    /** Bars that count. */
    public int size() {
        return closes.length;
    }

    /** Rows that repeat a time or go back. */
    public long passedOver() {
        return passedOver;
    }

    /** Time of each bar, ascending. */
    long[] timesMs() {
        return timesMs.clone();
    }

    public long timeMs(int bar) {
        return timesMs[bar];
    }

    public double close(int bar) {
        return closes[bar];
    }

    /** Log returns from bar to bar, one fewer than bars, whatever lies between two of them. */
    public double[] logReturns() {
        double[] returns = new double[closes.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = StrictMath.log(closes[i + 1] / closes[i]);
        }
        return returns;
    }
}
