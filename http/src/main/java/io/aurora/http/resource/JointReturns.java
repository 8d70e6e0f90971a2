package io.aurora.http.resource;

import io.aurora.http.port.Closes.Close;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Returns from recorded closes: of one symbol, or of several over the bars that all of them have. */
final class JointReturns {
    private JointReturns() {}

    /** Log returns of one series. */
    static double[] logs(List<Close> closes) {
        double[] out = new double[Math.max(0, closes.size() - 1)];
        for (int i = 0; i < out.length; i++) {
            out[i] = StrictMath.log(closes.get(i + 1).price() / closes.get(i).price());
        }
        return out;
    }

    /**
     * The series cut down to the bars that all of them have, in order of time. A return over a bar that one of them lacks spans it in all of them, so
     * that rows stay joint.
     */
    static List<List<Close>> common(List<List<Close>> series) {
        Map<Long, Integer> seen = new HashMap<>();
        for (List<Close> closes : series) {
            closes.forEach(close -> seen.merge(close.barTsMs(), 1, Integer::sum));
        }
        List<List<Close>> out = new ArrayList<>();
        for (List<Close> closes : series) {
            out.add(closes.stream()
                    .filter(close -> seen.get(close.barTsMs()) == series.size())
                    .toList());
        }
        return out;
    }

    /** The last {@code most} simple returns of each series side by side, a row per bar; no rows where there are fewer than two common bars. */
    static double[][] simpleRows(List<List<Close>> series, int most) {
        List<List<Close>> joint = common(series);
        int bars = joint.get(0).size();
        int rows = Math.max(0, Math.min(most, bars - 1));
        double[][] out = new double[rows][series.size()];
        for (int i = 0; i < rows; i++) {
            int at = bars - rows + i;
            for (int j = 0; j < out[i].length; j++) {
                List<Close> closes = joint.get(j);
                out[i][j] = closes.get(at).price() / closes.get(at - 1).price() - 1.0;
            }
        }
        return out;
    }
}
