package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/**
 * Back-test of expected shortfall by Acerbi and Szekely (2014, Risk, tests 1 and 2). With returns x, an exceedance is {@code x + VaR < 0}; {@code Z1}
 * is the mean of {@code x/ES} over the exceedances plus 1, {@code Z2} the sum over {@code n alpha} plus 1. Both are 0 in expectation for a
 * right forecast and negative where losses are larger than forecast. The p-value is the share of simulated statistics that are not larger
 * than the one observed, under the forecast law.
 *
 * <p>Needs n of at least 100. O(n) for the statistics, O(n M) for M simulations.
 */
public final class ShortfallBacktest {
    private static final int LEAST = 100;

    private final double[] var;
    private final double[] es;
    private final double alpha;

    /**
     * The statistics of one record.
     *
     * @param z1 empty without exceedances
     * @param z2 always there
     * @param exceedances how many
     */
    public record Statistics(OptionalDouble z1, double z2, int exceedances) {}

    /**
     * P-values by simulation.
     *
     * @param p1 of Z1 among the simulations with an exceedance; empty without Z1, or where none had one
     * @param p2 of Z2
     * @param simulations how many
     */
    public record PValues(OptionalDouble p1, double p2, int simulations) {}

    /**
     * A back-test of one forecaster.
     *
     * @param var value at risk per day, as a positive loss
     * @param es expected shortfall per day, positive
     * @param alpha level of both, in (0, 1)
     */
    public ShortfallBacktest(double[] var, double[] es, double alpha) {
        Samples.requireSameLength("shortfall test", var, es);
        Samples.require("shortfall test", var, LEAST);
        Samples.require("shortfall test", es, LEAST);
        for (double shortfall : es) {
            Require.positive("es", shortfall);
        }
        if (!(alpha > 0.0 && alpha < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): alpha=" + alpha);
        }
        this.var = var.clone();
        this.es = es.clone();
        this.alpha = alpha;
    }

    /** Statistics of the realised returns, in the order of the forecasts. */
    public Statistics statistics(double[] returns) {
        Samples.requireSameLength("shortfall test", returns, var);
        Samples.require("shortfall test", returns, LEAST);
        return of(returns);
    }

    private Statistics of(double[] returns) {
        double sum = 0.0;
        int count = 0;
        for (int i = 0; i < returns.length; i++) {
            if (returns[i] + var[i] < 0.0) {
                sum += returns[i] / es[i];
                count++;
            }
        }
        OptionalDouble z1 = count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count + 1.0);
        return new Statistics(z1, sum / (returns.length * alpha) + 1.0, count);
    }

    /**
     * P-values where the forecast law is {@code scale_t} times Student's t.
     *
     * @param observed statistics of the realised returns
     * @param scale per day, positive
     * @param degrees of freedom, above 0
     * @param simulations at least 1
     * @param random the only source of chance
     */
    public PValues pValues(
            Statistics observed, double[] scale, double degrees, int simulations, RandomGenerator random) {
        Samples.requireSameLength("shortfall test", scale, var);
        Require.positive("degrees", degrees);
        Require.atLeast("simulations", simulations, 1);
        double[] path = new double[var.length];
        int atMost1 = 0;
        int with1 = 0;
        int atMost2 = 0;
        for (int s = 0; s < simulations; s++) {
            for (int i = 0; i < path.length; i++) {
                path[i] = scale[i] * student(degrees, random);
            }
            Statistics drawn = of(path);
            if (drawn.z1.isPresent() && observed.z1.isPresent()) {
                with1++;
                atMost1 += drawn.z1.getAsDouble() <= observed.z1.getAsDouble() ? 1 : 0;
            }
            atMost2 += drawn.z2 <= observed.z2 ? 1 : 0;
        }
        OptionalDouble p1 = with1 == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) atMost1 / with1);
        return new PValues(p1, (double) atMost2 / simulations, simulations);
    }

    /** Student's t by the polar method of Bailey (1994, Math. Comp. 62). */
    private static double student(double degrees, RandomGenerator random) {
        while (true) {
            double u = 2.0 * random.nextDouble() - 1.0;
            double v = 2.0 * random.nextDouble() - 1.0;
            double w = u * u + v * v;
            if (w > 0.0 && w < 1.0) {
                return u * Math.sqrt(degrees * (FastMath.pow(w, -2.0 / degrees) - 1.0) / w);
            }
        }
    }
}
