package io.aurora.domain.statistics;

import org.apache.commons.math3.util.FastMath;

/**
 * Unbiased squared maximum mean discrepancy of two samples of vectors (Gretton et al., 2012, J. Mach. Learn. Res. 13, equation 3) with the
 * Gaussian kernel {@code exp(-|a - b|^2 / (2 h^2))}, h the median distance over all pairs of the pooled sample. About 0, on either side, for equal laws.
 * Needs at least 30 of each and a positive median distance. O((m + n)^2 d); memory for all pairs: meant for some hundred vectors.
 *
 * @param bandwidth h
 * @param squared the unbiased estimate, possibly negative
 */
public record MeanDiscrepancy(double bandwidth, double squared) {
    private static final int LEAST = 30;

    /** Compares two samples; rows are vectors of one length. */
    public static MeanDiscrepancy of(double[][] reference, double[][] actual) {
        Samples.requireCount("discrepancy", reference.length, LEAST);
        Samples.requireCount("discrepancy", actual.length, LEAST);
        double[][] pooled = new double[reference.length + actual.length][];
        System.arraycopy(reference, 0, pooled, 0, reference.length);
        System.arraycopy(actual, 0, pooled, reference.length, actual.length);
        double[] squares = squares(pooled);
        double bandwidth = medianRoot(squares.clone());
        if (!(bandwidth > 0.0)) {
            throw new IllegalArgumentException("discrepancy needs a positive median distance: bandwidth=" + bandwidth);
        }
        return new MeanDiscrepancy(bandwidth, estimate(squares, reference.length, actual.length, bandwidth));
    }

    /** The same for samples of numbers. */
    public static MeanDiscrepancy of(double[] reference, double[] actual) {
        return of(rows(reference), rows(actual));
    }

    private static double[][] rows(double[] values) {
        double[][] rows = new double[values.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {values[i]};
        }
        return rows;
    }

    /** Squared distances of all pairs {@code i < j}, row by row. */
    private static double[] squares(double[][] pooled) {
        int n = pooled.length;
        double[] out = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            Samples.require("discrepancy", pooled[i], pooled[0].length);
            for (int j = i + 1; j < n; j++) {
                out[at++] = square(pooled[i], pooled[j]);
            }
        }
        return out;
    }

    private static double square(double[] a, double[] b) {
        Samples.requireSameLength("discrepancy", a, b);
        double sum = 0.0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    private static double medianRoot(double[] scratch) {
        int n = scratch.length;
        double upper = Math.sqrt(Selection.kthLargest(scratch, n, (n - 1) / 2));
        return n % 2 == 1 ? upper : 0.5 * (upper + Math.sqrt(Selection.kthLargest(scratch, n, n / 2)));
    }

    private static double estimate(double[] squares, int m, int n, double bandwidth) {
        double within1 = 0.0;
        double within2 = 0.0;
        double across = 0.0;
        double factor = -0.5 / (bandwidth * bandwidth);
        int at = 0;
        for (int i = 0; i < m + n; i++) {
            for (int j = i + 1; j < m + n; j++) {
                double kernel = FastMath.exp(factor * squares[at++]);
                if (j < m) {
                    within1 += kernel;
                } else if (i >= m) {
                    within2 += kernel;
                } else {
                    across += kernel;
                }
            }
        }
        return 2.0 * within1 / ((double) m * (m - 1))
                + 2.0 * within2 / ((double) n * (n - 1))
                - 2.0 * across / ((double) m * n);
    }
}
