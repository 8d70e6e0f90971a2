package io.aurora.lab.risk;

import io.aurora.domain.transfer.TransferExperiment;
import io.aurora.domain.transfer.TransferExperiment.Scenario;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Power of transfer validation: on simulated pairs of domains, the share of right verdicts by what the target has moved and by the number of
 * observations. Each cell of the table has a generator of its own, seeded by the run's seed, the scenario and the size, so a cell is the same
 * whatever else is asked for.
 */
public final class PowerRun {
    /** Observations at which the acceptance is judged. */
    public static final int JUDGED_AT = 8_192;

    /** Least share of right verdicts there. */
    private static final double LEAST = 0.9;

    private final List<Integer> sizes;
    private final int pairs;
    private final long seed;
    private final Map<Scenario, Map<Integer, Double>> shares = new LinkedHashMap<>();

    /** Draws and judges; {@code step} hears of each pair. */
    public PowerRun(List<Integer> sizes, int pairs, long seed, Runnable step) {
        this.sizes = List.copyOf(sizes);
        this.pairs = pairs;
        this.seed = seed;
        for (Scenario scenario : Scenario.values()) {
            Map<Integer, Double> row = new LinkedHashMap<>();
            sizes.forEach(n -> row.put(n, share(scenario, n, step)));
            shares.put(scenario, row);
        }
    }

    private double share(Scenario scenario, int n, Runnable step) {
        SplittableRandom random = new SplittableRandom((seed * 31 + scenario.ordinal()) * 1_000_003 + n);
        double right = 0.0;
        for (int pair = 0; pair < pairs; pair++) {
            right += TransferExperiment.run(scenario, n, 1, TransferRules.DEFAULT, random)
                    .rightShare();
            step.run();
        }
        return right / pairs;
    }

    /** Whether every scenario is judged rightly often enough at 8,192 observations; true where that size was not asked for. */
    public boolean isAccepted() {
        return shares.values().stream().allMatch(row -> row.getOrDefault(JUDGED_AT, 1.0) >= LEAST);
    }

    /** Figures by key. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pairs", pairs);
        figures.put("seed", seed);
        figures.put("accepted", isAccepted());
        shares.forEach((scenario, row) -> {
            Map<String, Object> cells = new LinkedHashMap<>();
            row.forEach((n, share) -> cells.put("" + n, share));
            figures.put(key(scenario), cells);
        });
        return figures;
    }

    private static String key(Scenario scenario) {
        return (scenario.isSameLaw() ? "accepted_" : "rejected_")
                + scenario.name().toLowerCase(Locale.ROOT);
    }

    /** The table and its plot. */
    public HtmlReport report() {
        HtmlReport report = new HtmlReport("AURORA risk tvf --power: " + pairs + " pairs a cell, seed " + seed);
        report.note(
                "Share of right verdicts by observations of each domain. The target follows the source's law (same), or has one "
                        + "invariant moved by at least twice what the validation allows.");
        List<String> names = new ArrayList<>(List.of("scenario"));
        sizes.forEach(n -> names.add("" + n));
        List<List<Object>> rows = new ArrayList<>();
        shares.forEach((scenario, row) -> {
            List<Object> cells = new ArrayList<>(List.of(key(scenario)));
            cells.addAll(row.values());
            rows.add(cells);
        });
        report.grid(names, rows);
        LineChart chart = new LineChart("Share of right verdicts", "observations").upTo(1.0);
        double[] x = sizes.stream().mapToDouble(n -> n).toArray();
        shares.forEach((scenario, row) -> chart.line(
                key(scenario),
                x,
                row.values().stream().mapToDouble(share -> share).toArray()));
        return report.chart(chart);
    }
}
