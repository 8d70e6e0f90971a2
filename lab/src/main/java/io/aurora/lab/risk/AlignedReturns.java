package io.aurora.lab.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Returns of several series over the same steps: from one time at which all of them have a bar to the next. Bars that some lack are left
 * out, so a step may span a gap.
 */
public final class AlignedReturns {
    private final List<PriceSeries> series;
    private final int[][] bars;

    private AlignedReturns(List<PriceSeries> series, int[][] bars) {
        this.series = List.copyOf(series);
        this.bars = bars;
    }

    /** Aligns series; fewer than two common times are refused. Linear in the bars. */
    public static AlignedReturns of(List<PriceSeries> series) {
        int[] at = new int[series.size()];
        List<int[]> common = new ArrayList<>();
        while (hasAll(series, at)) {
            long latest = latest(series, at);
            boolean together = true;
            for (int k = 0; k < at.length; k++) {
                while (at[k] < series.get(k).size() && series.get(k).timeMs(at[k]) < latest) {
                    at[k]++;
                }
                together &= at[k] < series.get(k).size() && series.get(k).timeMs(at[k]) == latest;
            }
            if (together) {
                common.add(at.clone());
                at[0]++;
            }
        }
        if (common.size() < 2) {
            throw new IllegalArgumentException("must have two bars at common times: symbols="
                    + series.stream().map(PriceSeries::symbol).toList() + ", common=" + common.size());
        }
        return new AlignedReturns(series, common.toArray(int[][]::new));
    }

    private static boolean hasAll(List<PriceSeries> series, int[] at) {
        return IntStream.range(0, at.length).allMatch(k -> at[k] < series.get(k).size());
    }

    private static long latest(List<PriceSeries> series, int[] at) {
        return IntStream.range(0, at.length)
                .mapToLong(k -> series.get(k).timeMs(at[k]))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    public List<String> symbols() {
        return series.stream().map(PriceSeries::symbol).toList();
    }

    /** Steps: common times less one. */
    public int size() {
        return bars.length - 1;
    }

    /** When a step ends, epoch milliseconds. */
    public long timeMs(int step) {
        return series.get(0).timeMs(bars[step + 1][0]);
    }

    /** Log returns of one series. */
    public double[] logReturns(int k) {
        double[] out = new double[size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = StrictMath.log(ratio(k, i));
        }
        return out;
    }

    /** Simple returns of all series, a row a step, which add up over a portfolio as log returns do not. */
    public double[][] simpleRows() {
        double[][] rows = new double[size()][series.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = ratio(k, i) - 1.0;
            }
        }
        return rows;
    }

    private double ratio(int k, int step) {
        PriceSeries one = series.get(k);
        return one.close(bars[step + 1][k]) / one.close(bars[step][k]);
    }
}
