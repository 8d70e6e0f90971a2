package io.aurora.domain.tails;

import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Hurst exponent of the process whose increments are given, by the wavelet regression of Abry and Veitch (1998, IEEE Trans. Inf. Theory 44;
 * bias and weights as in Veitch and Abry, 1999, equations 9 and 10) with orthonormal Haar wavelets: octaves from 3 up to the last with 8
 * coefficients, {@code log2} of the mean squared coefficient less {@code psi(n_j/2)/ln 2 - log2(n_j/2)}, regressed on the octave with weights
 * {@code ln^2 2 / zeta(2, n_j/2)}; {@code H = (slope + 1) / 2}.
 *
 * <p>Refused: a series that is constant or not finite, fewer than 3 octaves (under 256 increments), an octave without energy. O(n).
 */
public final class AbryVeitch {
    private static final double LN2 = FastMath.log(2.0);
    private static final int FIRST_OCTAVE = 3;
    private static final int LEAST_OCTAVES = 3;
    private static final int LEAST_COEFFICIENTS = 8;

    private AbryVeitch() {}

    /** Estimate over the whole series of increments. */
    public static TailEstimate of(double[] increments) {
        Optional<TailEstimate.Refused> refusal = Series.refusal(increments);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int octaves = 0;
        for (int n = increments.length >> FIRST_OCTAVE; n >= LEAST_COEFFICIENTS; n >>= 1) {
            octaves++;
        }
        return octaves < LEAST_OCTAVES
                ? Series.tooShort("octaves", octaves, LEAST_OCTAVES)
                : regress(increments.clone(), octaves);
    }

    private static TailEstimate regress(double[] approximation, int octaves) {
        double s = 0.0;
        double sj = 0.0;
        double sjj = 0.0;
        double sy = 0.0;
        double sjy = 0.0;
        int n = approximation.length;
        for (int octave = 1; octave < FIRST_OCTAVE + octaves; octave++) {
            n /= 2;
            double energy = split(approximation, n);
            if (octave >= FIRST_OCTAVE) {
                if (energy <= 0.0) {
                    return Series.constant("octave " + octave, 0.0);
                }
                double half = 0.5 * n;
                double y = (FastMath.log(energy) - PolyGamma.digamma(half) + FastMath.log(half)) / LN2;
                double weight = LN2 * LN2 / PolyGamma.trigamma(half);
                s += weight;
                sj += weight * octave;
                sjj += weight * octave * octave;
                sy += weight * y;
                sjy += weight * octave * y;
            }
        }
        double determinant = s * sjj - sj * sj;
        double slope = (s * sjy - sj * sy) / determinant;
        return new TailEstimate.Value(0.5 * (slope + 1.0), 0.5 * Math.sqrt(s / determinant), octaves);
    }

    /** One Haar step in place: the first {@code n} values become the next approximation; returns the mean squared detail. */
    private static double split(double[] a, int n) {
        double energy = 0.0;
        for (int i = 0; i < n; i++) {
            double left = a[2 * i];
            double right = a[2 * i + 1];
            double detail = right - left;
            energy += detail * detail;
            a[i] = (left + right) * Math.sqrt(0.5);
        }
        return 0.5 * energy / n;
    }
}
