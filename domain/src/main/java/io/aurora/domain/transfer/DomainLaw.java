package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import io.aurora.domain.statistics.Gaussian;
import io.aurora.domain.tails.FractionalNoise;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/**
 * A law of domains whose invariants are known, for trying a validation: symmetric returns with a Pareto tail.
 *
 * @param xi tail index, above 0
 * @param hurst exponent of the fractional Gaussian noise behind the returns, in (0, 1); moves alone, so with {@code theta} 1 only
 * @param theta extremal index of |returns|, in (0, 1]: moving maxima {@code Y_t = max((1 - theta) Y_(t-1), theta Z_t)} of unit Frechet values
 * @param lambda tail dependence on the benchmark, in [0, 1]: the share of steps at which both are one
 * @param scale of the returns against what their forecasts assume, above 0
 */
public record DomainLaw(double xi, double hurst, double theta, double lambda, double scale) {
    /** A market from which the experiment moves one invariant at a time. */
    public static final DomainLaw BASE = new DomainLaw(0.3, 0.5, 1.0, 0.3, 1.0);

    public DomainLaw {
        Require.positive("xi", xi);
        Require.within("hurst", hurst, 0.01, 0.99);
        Require.within("theta", theta, 0.01, 1.0);
        Require.within("lambda", lambda, 0.0, 1.0);
        Require.positive("scale", scale);
        if (theta < 1.0 && Math.abs(hurst - 0.5) > 0.0) {
            throw new IllegalArgumentException(
                    "clusters and memory move one at a time: theta=" + theta + ", hurst=" + hurst);
        }
    }

    /** A domain of {@code n} observations; the scores are |returns|, as of a forecaster that assumes scale 1. */
    public TransferDomain sample(int n, RandomGenerator random) {
        Draws draws = new Draws(random);
        double[] returns = theta < 1.0 ? clustered(n, draws, random) : plain(n, draws);
        double[] benchmark = new double[n];
        double[] scores = new double[n];
        for (int t = 0; t < n; t++) {
            benchmark[t] = draws.uniform() < lambda ? returns[t] : draws.heavy(xi);
            returns[t] *= scale;
            scores[t] = Math.abs(returns[t]);
        }
        return new TransferDomain(returns, benchmark, scores);
    }

    private double[] plain(int n, Draws draws) {
        boolean memory = Math.abs(hurst - 0.5) > 0.0;
        double[] noise = memory ? FractionalNoise.sample(hurst, n, draws::normal) : new double[n];
        double[] out = new double[n];
        for (int t = 0; t < n; t++) {
            double p = memory ? Gaussian.cdf(noise[t]) : draws.uniform();
            double size = Draws.size(Math.min(1.0, 2.0 * Math.min(p, 1.0 - p)), xi);
            out[t] = p < 0.5 ? -size : size;
        }
        return out;
    }

    private double[] clustered(int n, Draws draws, RandomGenerator random) {
        double[] out = new double[n];
        double y = -1.0 / FastMath.log(draws.uniform());
        for (int t = 0; t < n; t++) {
            y = Math.max((1.0 - theta) * y, -theta / FastMath.log(draws.uniform()));
            double size = Draws.size(-FastMath.expm1(-1.0 / y), xi);
            out[t] = random.nextBoolean() ? size : -size;
        }
        return out;
    }
}
