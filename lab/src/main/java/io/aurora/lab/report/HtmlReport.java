package io.aurora.lab.report;

import java.util.List;
import java.util.Map;

/** A report in one file: figures as tables, plots inside it, nothing fetched from elsewhere. */
public final class HtmlReport {
    private static final String STYLE = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:1240px;"
            + "padding:0 1rem;color:#1f2d3d}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}"
            + "table{border-collapse:collapse;margin:.5rem 0}td,th{padding:.2rem .8rem;border-bottom:1px solid #ddd;"
            + "text-align:left;vertical-align:top}td+td{font-variant-numeric:tabular-nums}img{max-width:100%}"
            + "p.note{color:#666}";

    private final StringBuilder html = new StringBuilder();

    /** @param title heading, plain text */
    public HtmlReport(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n");
    }

    public HtmlReport heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    public HtmlReport note(String text) {
        html.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** A row a key; maps within become tables within. */
    public HtmlReport table(Map<String, ?> figures) {
        html.append("<table>");
        figures.forEach((key, value) -> {
            html.append("<tr><td>").append(escaped(key)).append("</td><td>");
            cell(value);
            html.append("</td></tr>\n");
        });
        html.append("</table>\n");
        return this;
    }

    /** A table with a row of names above it; every row has as many cells. */
    public HtmlReport grid(List<String> names, List<? extends List<?>> rows) {
        html.append("<table><tr>");
        names.forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
        html.append("</tr>\n");
        for (List<?> row : rows) {
            html.append("<tr>");
            row.forEach(value -> {
                html.append("<td>");
                cell(value);
                html.append("</td>");
            });
            html.append("</tr>\n");
        }
        html.append("</table>\n");
        return this;
    }

    private void cell(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder line = new StringBuilder();
            map.forEach((key, inner) -> line.append(line.length() == 0 ? "" : ", ")
                    .append(key)
                    .append(' ')
                    .append(number(inner)));
            html.append(escaped(line.toString()));
        } else {
            html.append(escaped(number(value)));
        }
    }

    private static String number(Object value) {
        if (value instanceof Double number) {
            return String.format(java.util.Locale.ROOT, "%.5g", number);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().map(HtmlReport::number).toList().toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(HtmlReport::number).toList().toString()
                : "" + value;
    }

    /**
     * A symbol's plots; where this Java cannot draw (no fonts, no AWT) a sentence says so instead.
     *
     * @param target coverage aimed at
     */
    public HtmlReport plots(PlotData data, double target) {
        if (data.isEmpty()) {
            return note("No forecast was made, so there is nothing to plot.");
        }
        if (data.stride() > 1) {
            note("One point for " + data.stride()
                    + " bars: the last prices, the lowest kappa_plus and coverage, the state farthest from PASS.");
        }
        try {
            image("price and interval", Plots.price(data, "Price and interval of the next bar"));
            PlotData last = data.last();
            image(
                    "last decisions",
                    Plots.price(last, "The last " + last.timesMs.size() + " decisions: price and interval"));
            image("state", Plots.states(data));
            image("kappa_plus", Plots.kappaPlus(data));
            image("coverage", Plots.coverage(data, target));
        } catch (LinkageError | InternalError | RuntimeException e) {
            note(cannotDraw(e) + " The figures are in decisions.csv.gz.");
        }
        return this;
    }

    /** Lines over numbers; where this Java cannot draw a sentence says so instead. */
    public HtmlReport chart(LineChart chart) {
        if (chart.lines.isEmpty()) {
            return note(chart.title + ": no value to plot.");
        }
        try {
            image(chart.title, Plots.lines(chart));
        } catch (LinkageError | InternalError | RuntimeException e) {
            note(cannotDraw(e));
        }
        return this;
    }

    private static String cannotDraw(Throwable e) {
        return "This Java cannot draw (" + e + "): install fontconfig and a font.";
    }

    private void image(String name, String png) {
        html.append("<p><img alt=\"")
                .append(escaped(name))
                .append("\" src=\"data:image/png;base64,")
                .append(png)
                .append("\"></p>\n");
    }

    /** The whole document. */
    public String text() {
        return html + "</body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
