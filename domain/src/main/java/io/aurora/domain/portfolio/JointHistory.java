package io.aurora.domain.portfolio;

import io.aurora.domain.check.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recorded bars of several symbols cut down to those that all of them have. A return over a bar that one of them lacks spans it in all of
 * them, so that rows stay joint. O(symbols x bars).
 *
 * @param series the common bars of each symbol, in order of time, equally many
 */
public record JointHistory(List<List<RecordedBar>> series) {

    public JointHistory {
        series = series.stream().map(List::copyOf).toList();
    }

    /** Cuts series, each in order of time without repeats, down to their common bars. */
    public static JointHistory of(List<List<RecordedBar>> recorded) {
        Require.atLeast("symbols", recorded.size(), 1);
        int[][] places = CommonTimes.of(recorded.stream()
                .map(bars -> bars.stream().mapToLong(RecordedBar::tsMs).toArray())
                .toList());
        List<List<RecordedBar>> common = new ArrayList<>();
        for (int j = 0; j < places.length; j++) {
            common.add(CommonTimes.pick(recorded.get(j), places[j]));
        }
        return new JointHistory(common);
    }

    public int symbols() {
        return series.size();
    }

    /** Bars that all symbols have. */
    public int bars() {
        return series.get(0).size();
    }

    /** Returns that all symbols have: one less than bars. */
    public int returns() {
        return Math.max(0, bars() - 1);
    }

    /** The bars of one symbol. */
    public List<RecordedBar> of(int symbol) {
        return series.get(symbol);
    }

    /** Time of the newest common bar, epoch milliseconds; there must be one. */
    public long newestMs() {
        return series.get(0).get(bars() - 1).tsMs();
    }

    /** Log returns of one symbol over the common bars. */
    public double[] logReturns(int symbol) {
        return logReturns(series.get(symbol));
    }

    /** Log returns of one series. */
    public static double[] logReturns(List<RecordedBar> bars) {
        double[] out = new double[Math.max(0, bars.size() - 1)];
        for (int i = 0; i < out.length; i++) {
            out[i] = StrictMath.log(bars.get(i + 1).close() / bars.get(i).close());
        }
        return out;
    }

    /** Simple returns of all symbols over the step from bar {@code i} to the next. */
    public double[] simpleReturns(int i) {
        double[] row = new double[symbols()];
        for (int j = 0; j < row.length; j++) {
            List<RecordedBar> bars = series.get(j);
            row[j] = bars.get(i + 1).close() / bars.get(i).close() - 1.0;
        }
        return row;
    }

    /** The symbols' joint regime at bar {@code i}. */
    public Optional<MarketRegime> regime(int i) {
        List<Optional<MarketRegime>> members = new ArrayList<>();
        series.forEach(bars -> members.add(bars.get(i).regime()));
        return MarketRegime.joint(members);
    }
}
