package io.aurora.lab.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots as PNG in base64. */
final class Plots {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 340;
    private static final int BAND_HEIGHT = 150;
    private static final Color PRICE = new Color(0x1f, 0x2d, 0x3d);
    private static final Color INTERVAL = new Color(0x5b, 0x9b, 0xd5);
    private static final Color PASS = new Color(0x3a, 0x9d, 0x5d);
    private static final Color WARMUP = new Color(0xa0, 0xa0, 0xa0);
    private static final Color DERISK = new Color(0xe6, 0xa1, 0x1f);
    private static final Color BLOCK = new Color(0xc6, 0x3d, 0x3d);

    private static final int LINES_HEIGHT = 420;
    private static final int TICK_PIXELS = 100;
    private static final Color[] LINES = {PRICE, INTERVAL, PASS, DERISK, BLOCK, WARMUP};

    private Plots() {}

    /** Close with the interval of the next bar. */
    static String price(PlotData data, String title) {
        XYChart chart = chart(title, HEIGHT);
        chart.getStyler().setYAxisDecimalPattern("#,###.######");
        line(chart, "upper", data, data.upper, INTERVAL);
        line(chart, "lower", data, data.lower, INTERVAL);
        line(chart, "close", data, data.close, PRICE);
        return png(chart);
    }

    /** State over time, a band of four colours. */
    static String states(PlotData data) {
        XYChart chart = chart("State", BAND_HEIGHT);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        chart.getStyler().setYAxisTicksVisible(false).setYAxisMin(0.0).setYAxisMax(1.0);
        String[] names = {"PASS", "WARMUP", "DERISK", "BLOCK"};
        Color[] colours = {PASS, WARMUP, DERISK, BLOCK};
        for (int level = 0; level < names.length; level++) {
            List<Double> band = new ArrayList<>();
            for (int state : data.state) {
                band.add(state == level ? 1.0 : 0.0);
            }
            line(chart, names[level], data, band, colours[level]).setFillColor(colours[level]);
        }
        return png(chart);
    }

    /** Lowest kappa_plus of each stretch. */
    static String kappaPlus(PlotData data) {
        XYChart chart = chart("kappa_plus", HEIGHT);
        line(chart, "kappa_plus", data, data.kappaPlus, PRICE);
        return png(chart);
    }

    /** Lowest running coverage of each stretch, with what it aims at. */
    static String coverage(PlotData data, double target) {
        XYChart chart = chart("coverage_ema", HEIGHT);
        line(chart, "coverage_ema", data, data.coverage, PRICE);
        line(chart, "target", data, Collections.nCopies(data.timesMs.size(), target), PASS);
        return png(chart);
    }

    /** Lines over a common axis of numbers. */
    static String lines(LineChart of) {
        XYChart chart = chart(of.title, LINES_HEIGHT);
        chart.setXAxisTitle(of.xTitle);
        if (of.fromZero) {
            chart.getStyler().setXAxisDecimalPattern("#,###").setXAxisMin(0.0).setYAxisMin(0.0);
        }
        chart.getStyler().setXAxisTickMarkSpacingHint(TICK_PIXELS);
        of.yMax.ifPresent(chart.getStyler()::setYAxisMax);
        for (int i = 0; i < of.lines.size(); i++) {
            LineChart.Line line = of.lines.get(i);
            XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(LINES[i % LINES.length]);
            series.setLineStyle(SeriesLines.SOLID);
            series.setLineWidth(1.6f);
        }
        return png(chart);
    }

    private static XYChart chart(String title, int height) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .theme(Styler.ChartTheme.Matlab)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setDatePattern("yyyy-MM-dd").setTimezone(TimeZone.getTimeZone("UTC"));
        return chart;
    }

    private static XYSeries line(XYChart chart, String name, PlotData data, List<Double> values, Color colour) {
        List<Date> times = data.timesMs.stream().map(Date::new).toList();
        XYSeries series = chart.addSeries(name, times, values);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineWidth(1.0f);
        return series;
    }

    private static String png(XYChart chart) {
        try {
            return Base64.getEncoder()
                    .encodeToString(BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
