package io.aurora.domain.statistics;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * The standard normal distribution, the same bits on every JVM.
 *
 * <p>{@link #quantile} is algorithm AS 241 (PPND16) of Wichura (1988), "The Percentage Points of the Normal Distribution", Applied
 * Statistics 37, relative error about 1e-16, without allocation. {@link #cdf} rests on the incomplete gamma function of Commons
 * Math ({@code Erf.erfc}), relative error below 1e-12 from -37 up; it iterates and allocates, and is for cold starts rather than
 * for every bar.
 */
public final class Gaussian {
    private static final double SQRT2 = FastMath.sqrt(2.0);
    /** Largest {@code |p - 1/2|} of the central region, and the constants by which the tail's regions are shifted. */
    private static final double CENTRE = 0.425;

    private static final double CENTRE_SQUARED = 0.180625;
    private static final double NEAR_TAIL_SHIFT = 1.6;
    private static final double FAR_TAIL_SHIFT = 5.0;

    /** Rational approximations of Wichura's table, highest power first: numerator and denominator of each region. */
    private static final double[] CENTRE_UP = {
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0
    };

    private static final double[] CENTRE_DOWN = {
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0
    };

    private static final double[] NEAR_UP = {
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0
    };

    private static final double[] NEAR_DOWN = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0
    };

    private static final double[] FAR_UP = {
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0
    };

    private static final double[] FAR_DOWN = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0
    };

    private Gaussian() {}

    /** The {@code z} with {@code cdf(z) = p}; {@code p} strictly between 0 and 1. */
    public static double quantile(double p) {
        if (!(p > 0.0 && p < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): p=" + p);
        }
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRE) {
            double r = CENTRE_SQUARED - q * q;
            return q * ratio(CENTRE_UP, CENTRE_DOWN, r);
        }
        double r = Math.sqrt(-FastMath.log(q < 0.0 ? p : 1.0 - p));
        double z = r <= FAR_TAIL_SHIFT
                ? ratio(NEAR_UP, NEAR_DOWN, r - NEAR_TAIL_SHIFT)
                : ratio(FAR_UP, FAR_DOWN, r - FAR_TAIL_SHIFT);
        return q < 0.0 ? -z : z;
    }

    /** Probability of a value at most {@code x}; 0 and 1 at the infinities, NaN refused. */
    public static double cdf(double x) {
        return 0.5 * Erf.erfc(-Windows.entering(x) / SQRT2);
    }

    private static double ratio(double[] numerator, double[] denominator, double r) {
        return horner(numerator, r) / horner(denominator, r);
    }

    private static double horner(double[] highestFirst, double r) {
        double sum = highestFirst[0];
        for (int i = 1; i < highestFirst.length; i++) {
            sum = sum * r + highestFirst[i];
        }
        return sum;
    }
}
