package io.aurora.domain.statistics;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Did prices jump? The ratio test of Barndorff-Nielsen and Shephard (2006, J. Financ. Econometrics 4) in the form of Huang and Tauchen (2005,
 * ibid. 3): {@code z = (1 - BV/RV) / sqrt((pi^2/4 + pi - 5) max(1, TQ/BV^2) / n)}, one-sided standard normal. Bipower variation carries n/(n-1),
 * tripower quarticity n/(n-2). Needs n of at least 30 and a return other than zero next to another. O(n).
 *
 * @param realisedVariance sum of squared returns
 * @param bipowerVariation what of it is continuous
 * @param tripowerQuarticity of the continuous part
 * @param result z and its p-value
 */
public record JumpTest(double realisedVariance, double bipowerVariation, double tripowerQuarticity, TestResult result) {
    private static final int LEAST = 30;
    private static final double THIRD_POWER = 4.0 / 3.0;

    /** Tests returns at equal steps, in order of time. */
    public static JumpTest of(double[] returns) {
        Samples.require("jump test", returns, LEAST);
        int n = returns.length;
        double rv = 0.0;
        double bv = 0.0;
        double tq = 0.0;
        double[] power = new double[n];
        for (int i = 0; i < n; i++) {
            power[i] = FastMath.pow(Math.abs(returns[i]), THIRD_POWER);
            rv += returns[i] * returns[i];
            bv += i > 0 ? Math.abs(returns[i] * returns[i - 1]) : 0.0;
            tq += i > 1 ? power[i] * power[i - 1] * power[i - 2] : 0.0;
        }
        bv *= FastMath.PI / 2.0 * n / (n - 1.0);
        double mu = FastMath.pow(2.0, THIRD_POWER / 2.0) * Gamma.gamma(7.0 / 6.0) / Math.sqrt(FastMath.PI);
        tq *= n / (mu * mu * mu) * n / (n - 2.0);
        if (!(bv > 0.0)) {
            throw new IllegalArgumentException("jump test needs returns that move: bipower variation=" + bv);
        }
        double spread = FastMath.PI * FastMath.PI / 4.0 + FastMath.PI - 5.0;
        double z = ratio(rv, bv) / Math.sqrt(spread * Math.max(1.0, tq / (bv * bv)) / n);
        return new JumpTest(rv, bv, tq, new TestResult(z, Gaussian.cdf(-z), n));
    }

    /** Share of the variance that jumps make, {@code 1 - BV/RV}; below zero by chance. */
    public double jumpShare() {
        return ratio(realisedVariance, bipowerVariation);
    }

    private static double ratio(double rv, double bv) {
        return 1.0 - bv / rv;
    }
}
