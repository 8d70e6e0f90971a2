package io.aurora.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Lines over a common axis of numbers, for {@link HtmlReport#chart}. */
public final class LineChart {
    private static final int MOST_POINTS = 1_000;

    final String title;
    final String xTitle;
    final List<Line> lines = new ArrayList<>();
    OptionalDouble yMax = OptionalDouble.empty();

    /**
     * A line as it is drawn.
     *
     * @param name its name in the legend
     * @param x ascending
     * @param y as many
     */
    record Line(String name, double[] x, double[] y) {}

    /** @param xTitle what the horizontal axis counts */
    public LineChart(String title, String xTitle) {
        this.title = title;
        this.xTitle = xTitle;
    }

    /** Draws the vertical axis from 0 to {@code most}. */
    public LineChart upTo(double most) {
        yMax = OptionalDouble.of(most);
        return this;
    }

    /** Adds a line through {@code values[i]} at {@code i + 1}; of long ones every so manieth point is drawn, the last always. */
    public LineChart line(String name, double[] values) {
        int stride = Math.max(1, (values.length + MOST_POINTS - 1) / MOST_POINTS);
        int points = (values.length + stride - 1) / stride;
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            int at = values.length - 1 - (points - 1 - i) * stride;
            x[i] = at + 1.0;
            y[i] = values[at];
        }
        lines.add(new Line(name, x, y));
        return this;
    }
}
