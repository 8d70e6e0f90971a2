package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Has a sample moved away from its reference? Population stability index and Kullback-Leibler divergence over the reference's deciles, and
 * the two-sample Kolmogorov-Smirnov test. O(n log n).
 */
public final class DriftStatistics {
    /** Shares below this count as this, so that an empty bin does not make the divergence infinite. */
    private static final double LEAST_SHARE = 1e-4;

    private static final int BINS = 10;
    private static final int LEAST = 30;
    /** Below it the alternating series of Kolmogorov's law converges slowly and its dual takes over. */
    private static final double SMALL = 1.18;

    private DriftStatistics() {}

    /** Inner edges: type-7 deciles of the reference, equal ones merged. A value equal to an edge belongs to its left. */
    public static double[] edges(double[] reference) {
        Samples.require("drift", reference, LEAST);
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        int count = 0;
        for (int b = 1; b < BINS; b++) {
            double edge = Quantiles.type7(sorted, b / (double) BINS);
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    /** {@code sum (a - r) ln(a / r)} over the bins, a the actual share, r the reference's. */
    public static double stabilityIndex(double[] reference, double[] actual) {
        return divergence(reference, actual, true);
    }

    /** {@code sum a ln(a / r)} over the same bins. */
    public static double kullbackLeibler(double[] reference, double[] actual) {
        return divergence(reference, actual, false);
    }

    private static double divergence(double[] reference, double[] actual, boolean symmetric) {
        double[] edges = edges(reference);
        Samples.require("drift", actual, LEAST);
        double[] r = shares(reference, edges);
        double[] a = shares(actual, edges);
        double sum = 0.0;
        for (int b = 0; b < r.length; b++) {
            sum += (symmetric ? a[b] - r[b] : a[b]) * FastMath.log(a[b] / r[b]);
        }
        return sum;
    }

    private static double[] shares(double[] values, double[] edges) {
        int[] counts = new int[edges.length + 1];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && edges[bin] < value) {
                bin++;
            }
            counts[bin]++;
        }
        double[] shares = new double[counts.length];
        for (int b = 0; b < shares.length; b++) {
            shares[b] = Math.max(LEAST_SHARE, (double) counts[b] / values.length);
        }
        return shares;
    }

    /** Two-sample Kolmogorov-Smirnov: largest distance of the distribution functions, p from Kolmogorov's limit law at {@code sqrt(mn/(m+n)) D}. */
    public static TestResult kolmogorovSmirnov(double[] reference, double[] actual) {
        Samples.require("Kolmogorov-Smirnov test", reference, LEAST);
        Samples.require("Kolmogorov-Smirnov test", actual, LEAST);
        double[] a = reference.clone();
        double[] b = actual.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = distance(a, b);
        double size = (double) a.length * b.length / (a.length + b.length);
        return new TestResult(distance, kolmogorovTail(Math.sqrt(size) * distance), a.length + b.length);
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0.0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }

    /** {@code P(K > x)} of Kolmogorov's law: {@code 2 sum (-1)^(k-1) exp(-2 k^2 x^2)}, or its theta dual for small x. */
    static double kolmogorovTail(double x) {
        Require.nonNegative("x", x);
        if (x < SMALL) {
            return x <= 0.0 ? 1.0 : 1.0 - smallSum(x);
        }
        double sum = 0.0;
        for (int k = 20; k >= 1; k--) {
            double term = 2.0 * FastMath.exp(-2.0 * k * k * x * x);
            sum += k % 2 != 0 ? term : -term;
        }
        return Math.min(1.0, Math.max(0.0, sum));
    }

    private static double smallSum(double x) {
        double sum = 0.0;
        for (int k = 1; k <= 20; k++) {
            double odd = (2.0 * k - 1.0) * FastMath.PI / x;
            sum += FastMath.exp(-odd * odd / 8.0);
        }
        return Math.min(1.0, Math.sqrt(2.0 * FastMath.PI) / x * sum);
    }
}
