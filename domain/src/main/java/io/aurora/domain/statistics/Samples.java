package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.special.Gamma;

/** Checks of samples and the distributions that the tests share. */
final class Samples {
    private Samples() {}

    /** Refuses a sample that is too small for the asymptotics of {@code test}, or not finite. */
    static void require(String test, double[] x, int least) {
        requireCount(test, x.length, least);
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(test + " needs finite values: index=" + i + ", value=" + x[i]);
            }
        }
    }

    static void requireCount(String test, int n, int least) {
        if (n < least) {
            throw new IllegalArgumentException(test + " needs n >= " + least + ": n=" + n);
        }
    }

    static void requireSameLength(String test, double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    test + " needs as many of both: first=" + a.length + ", second=" + b.length);
        }
    }

    /** Upper tail of the chi-squared law. */
    static double chiSquaredTail(double x, int degrees) {
        Require.atLeast("degrees", degrees, 1);
        if (x <= 0.0) {
            return 1.0;
        }
        return Double.isInfinite(x) ? 0.0 : Math.min(1.0, Gamma.regularizedGammaQ(0.5 * degrees, 0.5 * x));
    }

    /** {@code count ln(share)}, zero where the count is (0 ln 0 = 0). */
    static double logTerm(double count, double share) {
        return count <= 0.0 ? 0.0 : count * StrictMath.log(share);
    }
}
