package io.aurora.lab.risk;

import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.List;
import java.util.Map;

/** Report of a {@link VarBacktest}: its figures, the losses with their value at risk, and exceedances against the promise. */
public final class BacktestReport {
    private BacktestReport() {}

    /** Adds a symbol's part. */
    public static void into(HtmlReport report, String symbol, IntervalRecord record, Map<String, Object> figures) {
        report.heading(symbol);
        figures.forEach((key, value) -> {
            if (value instanceof Map<?, ?> part) {
                report.note(key);
                Map<String, Object> rows = new java.util.LinkedHashMap<>();
                part.forEach((name, cell) -> rows.put(name.toString(), cell));
                report.table(rows);
            } else {
                report.table(Map.of(key, "" + value));
            }
        });
        report.note("Of long records only every n-th forecast is drawn, so that the plot stays readable.");
        report.chart(excess(symbol, record));
        report.chart(widths(symbol, record));
    }

    /** Exceedances so far less those promised so far. */
    private static LineChart excess(String symbol, IntervalRecord record) {
        List<IntervalRecord.Settled> settled = record.settled();
        double[] x = new double[settled.size()];
        double[] lower = new double[x.length];
        double[] upper = new double[x.length];
        double below = 0.0;
        double above = 0.0;
        for (int i = 0; i < x.length; i++) {
            IntervalRecord.Settled one = settled.get(i);
            below += (one.residual() < -one.half() ? 1.0 : 0.0) - one.alpha() / 2.0;
            above += (one.residual() > one.half() ? 1.0 : 0.0) - one.alpha() / 2.0;
            x[i] = i + 1.0;
            lower[i] = below;
            upper[i] = above;
        }
        return new LineChart(symbol + ": exceedances less those promised", "forecast")
                .anywhere()
                .line("long", x, lower)
                .line("short", x, upper);
    }

    private static LineChart widths(String symbol, IntervalRecord record) {
        List<IntervalRecord.Settled> settled = record.settled();
        double[] x = new double[settled.size()];
        double[] var = new double[x.length];
        double[] loss = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1.0;
            var[i] = settled.get(i).half();
            loss[i] = -settled.get(i).residual();
        }
        return new LineChart(symbol + ": loss of who is long, with its value at risk", "forecast")
                .anywhere()
                .line("loss", x, loss)
                .line("value at risk", x, var);
    }
}
