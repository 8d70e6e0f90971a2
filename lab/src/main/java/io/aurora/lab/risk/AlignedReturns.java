package io.aurora.lab.risk;

import io.aurora.domain.portfolio.CommonTimes;
import java.util.List;

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
        int[][] common =
                CommonTimes.of(series.stream().map(PriceSeries::timesMs).toList());
        if (common[0].length < 2) {
            throw new IllegalArgumentException("must have two bars at common times: symbols="
                    + series.stream().map(PriceSeries::symbol).toList() + ", common=" + common[0].length);
        }
        return new AlignedReturns(series, common);
    }

    public List<String> symbols() {
        return series.stream().map(PriceSeries::symbol).toList();
    }

    /** Steps: common times less one. */
    public int size() {
        return bars[0].length - 1;
    }

    /** When a step ends, epoch milliseconds. */
    public long timeMs(int step) {
        return series.get(0).timeMs(bars[0][step + 1]);
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
        return one.close(bars[k][step + 1]) / one.close(bars[k][step]);
    }
}
