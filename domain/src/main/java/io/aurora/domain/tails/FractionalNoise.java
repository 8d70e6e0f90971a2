package io.aurora.domain.tails;

import io.aurora.domain.check.Require;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.util.FastMath;

/**
 * Fractional Gaussian noise of unit variance, the increments of fractional Brownian motion with Hurst exponent H, drawn exactly by circulant
 * embedding (Davies and Harte, 1987, Biometrika 74). The embedding's eigenvalues are never negative for these autocovariances (Craigmile,
 * 2003), so nothing is cut off.
 */
public final class FractionalNoise {
    private FractionalNoise() {}

    /** {@code gamma(k) = (|k+1|^2H - 2 |k|^2H + |k-1|^2H) / 2} for k = 0..n; H in (0, 1). */
    public static double[] autocovariance(double hurst, int n) {
        requireHurst(hurst);
        Require.atLeast("n", n, 1);
        double[] out = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            out[k] = 0.5 * (size(k + 1, hurst) - 2.0 * size(k, hurst) + size(Math.abs(k - 1), hurst));
        }
        return out;
    }

    private static double size(int k, double hurst) {
        return FastMath.pow(k, 2.0 * hurst);
    }

    private static void requireHurst(double hurst) {
        if (!(hurst > 0.0 && hurst < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): hurst=" + hurst);
        }
    }

    /** The 2n eigenvalues of the circulant matrix over {@code gamma(0), ..., gamma(n), gamma(n-1), ..., gamma(1)}. */
    public static double[] eigenvalues(double hurst, int n) {
        double[] gamma = autocovariance(hurst, n);
        double[] row = new double[2 * n];
        for (int k = 0; k < row.length; k++) {
            row[k] = gamma[Math.min(k, row.length - k)];
        }
        return Dft.of(row, row.length)[0];
    }

    /**
     * A path of n increments from 2n standard normal numbers, which {@code normals} supplies in order.
     *
     * @param normals the only source of chance
     */
    public static double[] sample(double hurst, int n, DoubleSupplier normals) {
        double[] lambda = eigenvalues(hurst, n);
        double[] re = new double[2 * n];
        double[] im = new double[2 * n];
        for (int k = 0; k <= n; k++) {
            boolean real = k == 0 || k == n;
            double size = Math.sqrt(Math.max(0.0, lambda[k]) / (real ? 2.0 * n : 4.0 * n));
            re[k] = size * normals.getAsDouble();
            im[k] = real ? 0.0 : size * normals.getAsDouble();
            if (!real) {
                re[2 * n - k] = re[k];
                im[2 * n - k] = -im[k];
            }
        }
        // conjugate symmetry makes the transform real: its real part is that of re plus what im adds
        double[][] fromRe = Dft.of(re, n);
        double[][] fromIm = Dft.of(im, n);
        double[] path = new double[n];
        for (int t = 0; t < n; t++) {
            path[t] = fromRe[0][t] - fromIm[1][t];
        }
        return path;
    }
}
