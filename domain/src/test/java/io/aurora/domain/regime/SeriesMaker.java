package io.aurora.domain.regime;

import java.util.SplittableRandom;

/** Seeded return series of the kinds that the regime code meets, and of those that are hard on it. */
final class SeriesMaker {
    static final int KINDS = 10;

    private final SplittableRandom random;

    SeriesMaker(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A series of kind 0..{@value #KINDS} - 1 with parameters of its own. */
    double[] series(int kind, int n) {
        return switch (kind) {
            case 0 -> arma(n, 0.0, 0.0);
            case 1 -> arma(n, random.nextDouble(-0.95, 0.95), 0.0);
            case 2 -> arma(n, random.nextDouble(-0.95, 0.95), random.nextDouble(-0.95, 0.95));
            case 3 -> arma(n, 0.0, random.nextDouble(-1.0, 1.0));
            case 4 -> garch(n, random.nextDouble(0.02, 0.3), random.nextDouble(0.5, 0.69));
            case 5 -> garch(n, random.nextDouble(0.2, 0.9), random.nextDouble(0.0, 0.09));
            case 6 -> heavyTails(n);
            case 7 -> mostlyZero(n, random.nextDouble(0.1, 0.9));
            case 8 -> volatilityStep(n);
            default -> walk(n);
        };
    }

    double gaussian() {
        return random.nextGaussian();
    }

    double[] arma(int n, double phi, double theta) {
        double[] x = new double[n];
        double last = 0.0;
        double lastError = 0.0;
        for (int t = -50; t < n; t++) {
            double error = 0.01 * gaussian();
            last = 0.0002 + phi * last + error + theta * lastError;
            lastError = error;
            if (t >= 0) {
                x[t] = last;
            }
        }
        return x;
    }

    double[] garch(int n, double alpha, double beta) {
        double[] x = new double[n];
        double variance = 1e-4;
        double last = 0.01;
        for (int t = -50; t < n; t++) {
            variance = 1e-4 * (1.0 - alpha - beta) + alpha * last * last + beta * variance;
            last = Math.sqrt(variance) * gaussian();
            if (t >= 0) {
                x[t] = last;
            }
        }
        return x;
    }

    double[] heavyTails(int n) {
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            double a = gaussian();
            double b = gaussian();
            x[t] = 0.01 * gaussian() / Math.sqrt((a * a + b * b) / 2.0 + 1e-3);
        }
        return x;
    }

    double[] mostlyZero(int n, double share) {
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = random.nextDouble() < share ? 0.0 : 0.01 * gaussian();
        }
        return x;
    }

    double[] volatilityStep(int n) {
        double[] x = new double[n];
        int step = random.nextInt(n);
        double factor = random.nextBoolean() ? 5.0 : 0.2;
        for (int t = 0; t < n; t++) {
            x[t] = 0.01 * gaussian() * (t < step ? 1.0 : factor);
        }
        return x;
    }

    double[] walk(int n) {
        double[] x = new double[n];
        for (int t = 1; t < n; t++) {
            x[t] = x[t - 1] + 0.01 * gaussian();
        }
        return x;
    }
}
