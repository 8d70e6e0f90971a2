package io.aurora.domain.tails;

import io.aurora.domain.check.Require;
import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.apache.commons.math3.util.FastMath;

/**
 * The first m values of the discrete Fourier transform of n real numbers, {@code X_k = sum_t x_t exp(-2 pi i k t / n)}, for any n: the
 * chirp transform of Bluestein (1970, IEEE Trans. Audio Electroacoust. 18) over blocks of the series. A block is about as long as the output,
 * so a few low frequencies of a long series cost far less than its whole transform: O(n log m), memory O(n + m).
 *
 * <p>Chirp phases are reduced in whole numbers, so long series lose no digits; relative error some 1e-13. Deterministic.
 */
final class Dft {
    private static final int LEAST_BLOCK = 1024;

    private final double[] x;
    private final int m;
    private final int block;
    private final int size;
    private final double[][] chirp;
    private final double[][] kernel;

    private Dft(double[] x, int m) {
        this.x = x;
        this.m = m;
        this.block = Math.min(x.length, Math.max(LEAST_BLOCK, m));
        this.size = Math.max(2, Integer.highestOneBit(Math.max(1, block + m - 2)) << 1);
        this.chirp = chirp(Math.max(block, m), x.length);
        this.kernel = new double[2][size];
        for (int j = 0; j < m; j++) {
            kernel[0][j] = chirp[0][j];
            kernel[1][j] = -chirp[1][j];
        }
        for (int j = 1; j < block; j++) {
            kernel[0][size - j] = chirp[0][j];
            kernel[1][size - j] = -chirp[1][j];
        }
        forward(kernel);
    }

    /** Real and imaginary parts of {@code X_0..X_(m-1)}, {@code 1 <= m <= n}. */
    static double[][] of(double[] x, int m) {
        Require.atLeast("m", m, 1);
        Require.atLeast("n", x.length, m);
        return new Dft(x, m).transform();
    }

    /** {@code exp(-i pi j^2 / n)}. */
    private static double[][] chirp(int count, long n) {
        double[][] out = new double[2][count];
        for (int j = 0; j < count; j++) {
            double angle = FastMath.PI * ((long) j * j % (2 * n)) / n;
            out[0][j] = FastMath.cos(angle);
            out[1][j] = -FastMath.sin(angle);
        }
        return out;
    }

    private double[][] transform() {
        double[][] sum = new double[2][m];
        double[][] turn = turns();
        double[][] phase = new double[2][m];
        Arrays.fill(phase[0], 1.0);
        double[][] work = new double[2][size];
        for (int from = 0; from < x.length; from += block) {
            convolve(from, work);
            for (int k = 0; k < m; k++) {
                double re = phase[0][k];
                double im = phase[1][k];
                sum[0][k] += work[0][k] * re - work[1][k] * im;
                sum[1][k] += work[0][k] * im + work[1][k] * re;
                phase[0][k] = re * turn[0][k] - im * turn[1][k];
                phase[1][k] = re * turn[1][k] + im * turn[0][k];
            }
        }
        return times(sum);
    }

    /** What a shift by one block does to each frequency. */
    private double[][] turns() {
        double[][] out = new double[2][m];
        for (int k = 0; k < m; k++) {
            double angle = 2.0 * FastMath.PI * ((long) k * block % x.length) / x.length;
            out[0][k] = FastMath.cos(angle);
            out[1][k] = -FastMath.sin(angle);
        }
        return out;
    }

    /** The block's values times the chirp, convolved with the kernel. */
    private void convolve(int from, double[][] work) {
        int count = Math.min(block, x.length - from);
        for (int i = 0; i < size; i++) {
            work[0][i] = i < count ? x[from + i] * chirp[0][i] : 0.0;
            work[1][i] = i < count ? x[from + i] * chirp[1][i] : 0.0;
        }
        forward(work);
        for (int i = 0; i < size; i++) {
            double re = work[0][i] * kernel[0][i] - work[1][i] * kernel[1][i];
            work[1][i] = work[0][i] * kernel[1][i] + work[1][i] * kernel[0][i];
            work[0][i] = re;
        }
        FastFourierTransformer.transformInPlace(work, DftNormalization.STANDARD, TransformType.INVERSE);
    }

    private double[][] times(double[][] sum) {
        for (int k = 0; k < m; k++) {
            double re = sum[0][k] * chirp[0][k] - sum[1][k] * chirp[1][k];
            sum[1][k] = sum[0][k] * chirp[1][k] + sum[1][k] * chirp[0][k];
            sum[0][k] = re;
        }
        return sum;
    }

    private static void forward(double[][] values) {
        FastFourierTransformer.transformInPlace(values, DftNormalization.STANDARD, TransformType.FORWARD);
    }
}
