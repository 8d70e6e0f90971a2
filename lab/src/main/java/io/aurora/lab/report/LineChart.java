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
    boolean fromZero = true;

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

    /** Lets both axes begin where the values do, for what may be negative or far from 0. */
    public LineChart anywhere() {
        fromZero = false;
        return this;
    }

    /** Adds a line through the points whose {@code y} is finite, {@code x} ascending; none where no point is. */
    public LineChart line(String name, double[] x, double[] y) {
        int stride = Math.max(1, (x.length + MOST_POINTS - 1) / MOST_POINTS);
        int[] at = IntStream.range(0, x.length)
                .filter(i -> i % stride == 0 || i == x.length - 1)
                .filter(i -> Double.isFinite(y[i]))
                .toArray();
        if (at.length > 0) {
            lines.add(new Line(
                    name,
                    IntStream.of(at).mapToDouble(i -> x[i]).toArray(),
                    IntStream.of(at).mapToDouble(i -> y[i]).toArray()));
        }
        return this;
    }

    /** Adds a line through {@code values[i]} at {@code i + 1}; of long ones the first, every n-th and the last are drawn. */
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
