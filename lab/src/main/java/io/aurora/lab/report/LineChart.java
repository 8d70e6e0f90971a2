package io.aurora.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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

    /** Adds a line through {@code values[i]} at {@code i + 1}; of long ones the first, every so manieth and the last are drawn. */
    public LineChart line(String name, double[] values) {
        int stride = Math.max(1, (values.length + MOST_POINTS - 1) / MOST_POINTS);
        int[] at = IntStream.rangeClosed(1, values.length)
                .filter(i -> i == 1 || i % stride == 0 || i == values.length)
                .toArray();
        double[] y = IntStream.of(at).mapToDouble(i -> values[i - 1]).toArray();
        lines.add(new Line(name, IntStream.of(at).asDoubleStream().toArray(), y));
        return this;
    }
}
