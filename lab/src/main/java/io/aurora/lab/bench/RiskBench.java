package io.aurora.lab.bench;

import io.aurora.domain.risk.DroCertificateChecker;
import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.DroSolver;
import io.aurora.domain.risk.Penalty;
import io.aurora.domain.risk.Scenarios;
import io.aurora.domain.statistics.Quantiles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Times of the certified portfolio solver on seeded problems: a heavy-tailed market, betas and heavy-tailed noise, Student's t with 4 degrees of
 * freedom. Every certificate is checked, outside of the time.
 */
public final class RiskBench {
    private static final double MS = 1e6;
    private static final double ALPHA = 0.05;
    private static final double UNIT = 0.01;
    private static final int DEGREES = 4;
    private static final int LEAST_SCENARIOS = 512;
    private static final int MOST_SCENARIOS = 2_048;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final DroSolver solver = new DroSolver();
    private final long seed;

    /** @param seed problem i is drawn from {@code seed} and i alone */
    public RiskBench(long seed) {
        this.seed = seed;
    }

    /** A problem of a given size with the default bounds and radius. */
    public DroProblem sized(int index, int n, int d) {
        Scenarios scenarios = scenarios(new SplittableRandom(seed * 1_000_003 + index), n, d);
        return DroProblem.of(scenarios, ALPHA, -0.2, 0.5, 1.0, Penalty.WASSERSTEIN, 0.02 * scenarios.meanAbs());
    }

    /** A problem of any size: 512 to 2,048 scenarios, 3 to {@code assets} assets, either penalty, radii from 0 up to 0.3 of the mean |return|. */
    public DroProblem random(int index, int assets) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
        int n = random.nextInt(LEAST_SCENARIOS, MOST_SCENARIOS + 1);
        int d = random.nextInt(3, assets + 1);
        Penalty penalty = random.nextBoolean() ? Penalty.PLAIN : Penalty.WASSERSTEIN;
        double base = random.nextInt(10) == 0 ? 0.0 : 0.3 * random.nextDouble();
        Scenarios scenarios = scenarios(random, n, d);
        return DroProblem.of(scenarios, ALPHA, -0.2, 0.5, 1.0, penalty, base * scenarios.meanAbs());
    }

    private static Scenarios scenarios(SplittableRandom random, int n, int d) {
        double[] beta = new double[d];
        double[] mean = new double[d];
        for (int j = 0; j < d; j++) {
            beta[j] = 0.5 + random.nextDouble();
            mean[j] = 0.05 * random.nextGaussian();
        }
        double[] x = new double[n * d];
        for (int i = 0; i < n; i++) {
            double factor = student(random);
            for (int j = 0; j < d; j++) {
                x[i * d + j] = UNIT * (mean[j] + beta[j] * factor + student(random));
            }
        }
        return Scenarios.of(x, n, d);
    }

    /** Student's t with {@value #DEGREES} degrees of freedom. */
    static double student(SplittableRandom random) {
        double chi = 0.0;
        for (int k = 0; k < DEGREES; k++) {
            double g = random.nextGaussian();
            chi += g * g;
        }
        return random.nextGaussian() / Math.sqrt(chi / DEGREES);
    }

    /**
     * Times over several problems.
     *
     * @param wallMs ascending
     * @param cpuMs of the thread, ascending
     * @param worstGap largest relative gap that the checker found
     * @param rejected answers that are not optimal or whose certificate does not hold
     */
    public record Times(double[] wallMs, double[] cpuMs, double worstGap, int rejected) {
        public Times {
            wallMs = wallMs.clone();
            cpuMs = cpuMs.clone();
        }

        @Override
        public double[] wallMs() {
            return wallMs.clone();
        }

        @Override
        public double[] cpuMs() {
            return cpuMs.clone();
        }

        /** Figures by key, milliseconds. */
        public Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("problems", wallMs.length);
            figures.put("cpu_ms", quantiles(cpuMs));
            figures.put("wall_ms", quantiles(wallMs));
            figures.put("worst_relative_gap", worstGap);
            figures.put("not_certified", rejected);
            return figures;
        }

        private static Map<String, Object> quantiles(double[] sorted) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("p50", Quantiles.type7(sorted, 0.5));
            figures.put("p99", Quantiles.type7(sorted, 0.99));
            figures.put("p99_99", Quantiles.type7(sorted, 0.9999));
            figures.put("max", sorted[sorted.length - 1]);
            return figures;
        }
    }

    /** Solves {@code count} problems one after the other; {@code step} hears of each. */
    public Times run(int count, IntFunction<DroProblem> problems, Runnable step) {
        double[] wall = new double[count];
        double[] cpu = new double[count];
        double worst = 0.0;
        int rejected = 0;
        for (int i = 0; i < count; i++) {
            DroProblem problem = problems.apply(i);
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            DroSolution solution = (DroSolution) solver.solve(problem, DroLimits.untimed());
            wall[i] = (System.nanoTime() - start) / MS;
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuStart) / MS;
            DroCertificateChecker.Verdict verdict =
                    DroCertificateChecker.check(problem, solution.certificate(), DroLimits.TOLERANCE);
            worst = Math.max(worst, verdict.relativeGap());
            rejected += verdict.isAccepted() ? 0 : 1;
            step.run();
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        return new Times(wall, cpu, worst, rejected);
    }
}
