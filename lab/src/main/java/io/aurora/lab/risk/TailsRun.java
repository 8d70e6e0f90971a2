package io.aurora.lab.risk;

import io.aurora.domain.tails.AbryVeitch;
import io.aurora.domain.tails.ExtremalIndex;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.LocalWhittle;
import io.aurora.domain.tails.MomentEstimator;
import io.aurora.domain.tails.RollingTails;
import io.aurora.domain.tails.TailDependence;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.tails.TailEstimate.Value;
import io.aurora.domain.tails.TailWasserstein;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Invariants of tail and memory of one series of returns: over all of it, and over a moving window. */
public final class TailsRun {
    /** Windows of the rolling form, about. */
    public static final int WINDOWS = 120;

    /** Returns behind one realised volatility. */
    private static final int BLOCK = 24;

    private static final double Z95 = 1.96;

    private final String symbol;
    private final double[] returns;
    private final Optional<AlignedReturns> pair;
    private final int window;

    /**
     * A run over one symbol.
     *
     * @param benchmark what tail dependence is measured against
     * @param window returns of the rolling form
     */
    public TailsRun(PriceSeries series, Optional<PriceSeries> benchmark, int window) {
        this.symbol = series.symbol();
        this.returns = series.logReturns();
        this.pair = benchmark.map(other -> AlignedReturns.of(List.of(series, other)));
        this.window = window;
    }

    public String symbol() {
        return symbol;
    }

    /** Figures by key. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("returns", returns.length);
        figures.put("hill_xi", Estimates.of(HillEstimator.of(returns)));
        figures.put("moment_xi", Estimates.of(MomentEstimator.of(returns)));
        figures.put("extremal_index", Estimates.of(ExtremalIndex.of(returns)));
        figures.put("local_whittle_h", Estimates.of(LocalWhittle.of(returns, LocalWhittle.POWER)));
        figures.put("abry_veitch_h", Estimates.of(AbryVeitch.of(returns)));
        figures.put("log_volatility_h", Estimates.of(logVolatility()));
        pair.ifPresent(both -> figures.put(
                "lambda_u_of_losses_with_" + both.symbols().get(1),
                Estimates.of(TailDependence.of(negated(both.logReturns(0)), negated(both.logReturns(1))))));
        double[] first = Arrays.copyOf(returns, returns.length / 2);
        double[] second = Arrays.copyOfRange(returns, returns.length / 2, returns.length);
        figures.put(
                "tail_wasserstein_of_halves",
                Estimates.of(TailWasserstein.of(TailWasserstein.Form.MEDIAN_MAD, first, second)));
        figures.put(
                "log_tail_wasserstein_of_halves",
                Estimates.of(TailWasserstein.of(TailWasserstein.Form.LOG, first, second)));
        return figures;
    }

    /** Hurst exponent of the logarithm of realised volatility; blocks without a move are left out. */
    private TailEstimate logVolatility() {
        List<Double> logs = new ArrayList<>();
        for (int from = 0; from + BLOCK <= returns.length; from += BLOCK) {
            double square = 0.0;
            for (int i = from; i < from + BLOCK; i++) {
                square += returns[i] * returns[i];
            }
            if (square > 0.0) {
                logs.add(0.5 * StrictMath.log(square));
            }
        }
        double[] increments = new double[Math.max(0, logs.size() - 1)];
        for (int i = 0; i < increments.length; i++) {
            increments[i] = logs.get(i + 1) - logs.get(i);
        }
        return LocalWhittle.of(increments, LocalWhittle.POWER);
    }

    private static double[] negated(double[] x) {
        return Arrays.stream(x).map(value -> -value).toArray();
    }

    /** Adds figures and the rolling form to a report; {@code step} hears of each window. */
    public void reportInto(HtmlReport report, Runnable step) {
        report.heading(symbol);
        report.table(figures());
        if (returns.length < window) {
            report.note("The rolling form needs " + window + " returns.");
            return;
        }
        int stride = Math.max(1, (returns.length - window) / WINDOWS);
        Map<String, Function<RollingTails, TailEstimate>> asked = new LinkedHashMap<>();
        asked.put("Hill xi", RollingTails::hill);
        asked.put("moment xi", RollingTails::moment);
        asked.put("extremal index", RollingTails::extremalIndex);
        asked.put("local Whittle H", RollingTails::localWhittle);
        asked.put("Abry-Veitch H", RollingTails::abryVeitch);
        Map<String, List<double[]>> courses = rolling(asked, stride, step);
        report.note("Over the last " + window + " returns, every " + stride + "; the band is 1.96 standard errors.");
        courses.forEach((name, course) -> report.chart(chart(symbol + ": " + name, course)));
    }

    private Map<String, List<double[]>> rolling(
            Map<String, Function<RollingTails, TailEstimate>> asked, int stride, Runnable step) {
        RollingTails rolling = new RollingTails(window);
        Map<String, List<double[]>> courses = new LinkedHashMap<>();
        asked.keySet().forEach(name -> courses.put(name, new ArrayList<>()));
        for (int i = 0; i < returns.length; i++) {
            rolling.add(returns[i]);
            if (i + 1 >= window && (i + 1 - window) % stride == 0) {
                double at = i + 1.0;
                asked.forEach((name, ask) -> {
                    if (ask.apply(rolling) instanceof Value value) {
                        courses.get(name).add(new double[] {at, value.estimate(), value.standardError()});
                    }
                });
                step.run();
            }
        }
        return courses;
    }

    private static LineChart chart(String title, List<double[]> course) {
        double[] x = course.stream().mapToDouble(point -> point[0]).toArray();
        return new LineChart(title, "return")
                .anywhere()
                .line("estimate", x, course.stream().mapToDouble(p -> p[1]).toArray())
                .line(
                        "upper",
                        x,
                        course.stream().mapToDouble(p -> p[1] + Z95 * p[2]).toArray())
                .line(
                        "lower",
                        x,
                        course.stream().mapToDouble(p -> p[1] - Z95 * p[2]).toArray());
    }
}
