package io.aurora.domain.transfer;

import io.aurora.domain.statistics.Gaussian;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/** Random numbers of the simulations, the same bits on every JVM for the same generator. */
final class Draws {
    private static final double STEP = 0x1.0p-52;
    /** From this survival probability on the marginal law is exactly Pareto; below, |x| is uniform. */
    private static final double TAIL = 0.2;

    private final RandomGenerator random;

    Draws(RandomGenerator random) {
        this.random = random;
    }

    /** Strictly between 0 and 1. */
    double uniform() {
        return ((random.nextLong() >>> 12) + 0.5) * STEP;
    }

    double normal() {
        return Gaussian.quantile(uniform());
    }

    /** A return with survival probability {@code u} of its size: Pareto with index xi for u below 0.2. */
    static double size(double u, double xi) {
        double edge = FastMath.pow(TAIL, -xi);
        return u < TAIL ? FastMath.pow(u, -xi) : edge * (1.0 - u) / (1.0 - TAIL);
    }

    /** A symmetric return of that law. */
    double heavy(double xi) {
        double size = size(uniform(), xi);
        return random.nextBoolean() ? size : -size;
    }
}
