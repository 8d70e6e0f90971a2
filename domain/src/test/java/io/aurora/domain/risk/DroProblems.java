package io.aurora.domain.risk;

import java.util.Random;

/** Seeded problems: a heavy-tailed market factor, betas and heavy-tailed noise. */
final class DroProblems {
    private DroProblems() {}

    static Scenarios scenarios(long seed, int n, int d, double unit) {
        Random random = new Random(seed);
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
                x[i * d + j] = unit * (mean[j] + beta[j] * factor + student(random));
            }
        }
        return Scenarios.of(x, n, d);
    }

    static DroProblem problem(long seed, int n, int d, Penalty penalty, double base) {
        Scenarios scenarios = scenarios(seed, n, d, 0.01);
        return DroProblem.of(scenarios, 0.05, -0.2, 0.5, 1.0, penalty, base * scenarios.meanAbs());
    }

    static DroSolution solve(DroProblem problem) {
        return (DroSolution) new DroSolver().solve(problem, DroLimits.untimed());
    }

    /** Student's t with 4 degrees of freedom. */
    private static double student(Random random) {
        double chi = 0.0;
        for (int k = 0; k < 4; k++) {
            double g = random.nextGaussian();
            chi += g * g;
        }
        return random.nextGaussian() / Math.sqrt(chi / 4.0);
    }
}
