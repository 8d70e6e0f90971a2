package io.aurora.domain.tails;

import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Hurst exponent of the process whose increments are given, by the Gaussian semiparametric estimator (Robinson, 1995, Ann. Statist. 23,
 * equation 3.2): the H in [0.01, 0.99] that minimises {@code ln(mean lambda_j^(2H-1) I_j) - (2H-1) mean ln lambda_j} over the first
 * {@code m = floor(n^power)} Fourier frequencies of the demeaned increments. The criterion is convex in H; its derivative is solved by Newton's
 * method inside a bracket. Standard error {@code 1 / (2 sqrt m)}.
 *
 * <p>Refused: a series that is constant or not finite, m below 20. O(n log m).
 */
public final class LocalWhittle {
    /** The bandwidth of the reported exponent. */
    public static final double POWER = 0.65;

    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 0.99;
    private static final int LEAST_FREQUENCIES = 20;

    private LocalWhittle() {}

    /** Estimate with bandwidth {@code n^power}, power in (0, 1). */
    public static TailEstimate of(double[] increments, double power) {
        if (!(power > 0.0 && power < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): power=" + power);
        }
        Optional<TailEstimate.Refused> refusal = Series.refusal(increments);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int m = Math.min((int) FastMath.pow(increments.length, power), (increments.length - 1) / 2);
        if (m < LEAST_FREQUENCIES) {
            return Series.tooShort("frequencies", m, LEAST_FREQUENCIES);
        }
        double h = minimise(periodogram(increments, m), increments.length);
        return new TailEstimate.Value(h, 0.5 / Math.sqrt(m), m);
    }

    /** Up to a factor, which the criterion does not see. */
    private static double[] periodogram(double[] x, int m) {
        double mean = 0.0;
        double size = 0.0;
        for (double value : x) {
            mean += value / x.length;
            size = Math.max(size, Math.abs(value));
        }
        double[] centred = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            centred[i] = (x[i] - mean) / size;
        }
        double[][] f = Dft.of(centred, m + 1);
        double[] out = new double[m];
        for (int j = 0; j < m; j++) {
            out[j] = f[0][j + 1] * f[0][j + 1] + f[1][j + 1] * f[1][j + 1];
        }
        return out;
    }

    private static double minimise(double[] power, int n) {
        double[] log = new double[power.length];
        double mean = 0.0;
        for (int j = 0; j < log.length; j++) {
            log[j] = FastMath.log(2.0 * FastMath.PI * (j + 1) / n);
            mean += log[j] / log.length;
        }
        double low = LOWEST;
        double high = HIGHEST;
        double h = 0.5;
        for (int pass = 0; pass < 60 && high - low > 1e-13; pass++) {
            double[] slope = slope(power, log, mean, 2.0 * h - 1.0);
            if (slope[0] > 0.0) {
                high = h;
            } else {
                low = h;
            }
            double newton = h - slope[0] / (2.0 * slope[1]);
            boolean inside = newton > low && newton < high;
            double next = inside ? newton : 0.5 * (low + high);
            if (inside && Math.abs(next - h) < 1e-12) {
                return next;
            }
            h = next;
        }
        return h;
    }

    /** Half the derivative of the criterion at {@code e = 2H - 1}, and its own derivative in e. */
    private static double[] slope(double[] power, double[] log, double mean, double e) {
        double s0 = 0.0;
        double s1 = 0.0;
        double s2 = 0.0;
        for (int j = 0; j < log.length; j++) {
            double centred = log[j] - mean;
            double weight = power[j] * FastMath.exp(e * centred);
            s0 += weight;
            s1 += weight * centred;
            s2 += weight * centred * centred;
        }
        double first = s1 / s0;
        return new double[] {first, s2 / s0 - first * first};
    }
}
