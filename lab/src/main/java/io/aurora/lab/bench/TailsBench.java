package io.aurora.lab.bench;

import io.aurora.domain.statistics.Quantiles;
import io.aurora.domain.tails.AbryVeitch;
import io.aurora.domain.tails.ExtremalIndex;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.LocalWhittle;
import io.aurora.domain.tails.MomentEstimator;
import io.aurora.domain.tails.TailDependence;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.tails.TailWasserstein;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Wall time of each tail and memory invariant on two seeded series with a common heavy-tailed factor, standard errors included. */
public final class TailsBench {
    private static final double MS = 1e6;

    private final double[] x;
    private final double[] y;

    public TailsBench(int points, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.x = new double[points];
        this.y = new double[points];
        for (int i = 0; i < points; i++) {
            double factor = RiskBench.student(random);
            x[i] = 0.01 * (factor + RiskBench.student(random));
            y[i] = 0.01 * (factor + RiskBench.student(random));
        }
    }

    /** Milliseconds by estimator, median of {@code repeat} runs after one that is not counted, and their sum; {@code step} hears of each run. */
    public Map<String, Object> run(int repeat, Runnable step) {
        Map<String, Supplier<TailEstimate>> estimators = estimators();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("points", x.length);
        double sum = 0.0;
        for (Map.Entry<String, Supplier<TailEstimate>> one : estimators.entrySet()) {
            double median = median(one.getValue(), repeat, step);
            figures.put(one.getKey() + "_ms", median);
            sum += median;
        }
        figures.put("all_ms", sum);
        return figures;
    }

    /** How many runs {@link #run} reports. */
    public int runs(int repeat) {
        return estimators().size() * (repeat + 1);
    }

    private Map<String, Supplier<TailEstimate>> estimators() {
        Map<String, Supplier<TailEstimate>> estimators = new LinkedHashMap<>();
        estimators.put("hill", () -> HillEstimator.of(x));
        estimators.put("moment", () -> MomentEstimator.of(x));
        estimators.put("extremal_index", () -> ExtremalIndex.of(x));
        estimators.put("tail_dependence", () -> TailDependence.of(x, y));
        estimators.put("local_whittle", () -> LocalWhittle.of(x, LocalWhittle.POWER));
        estimators.put("abry_veitch", () -> AbryVeitch.of(x));
        for (TailWasserstein.Form form : TailWasserstein.Form.values()) {
            estimators.put(
                    "tail_wasserstein_" + form.name().toLowerCase(java.util.Locale.ROOT),
                    () -> TailWasserstein.of(form, x, y));
        }
        return estimators;
    }

    private static double median(Supplier<TailEstimate> estimator, int repeat, Runnable step) {
        double[] ms = new double[repeat];
        for (int i = -1; i < repeat; i++) {
            long start = System.nanoTime();
            // a refusal would be quick and worthless
            estimator.get().orElseThrow();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / MS;
            }
            step.run();
        }
        Arrays.sort(ms);
        return Quantiles.type7(ms, 0.5);
    }
}
