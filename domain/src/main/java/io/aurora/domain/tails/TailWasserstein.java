package io.aurora.domain.tails;

import io.aurora.domain.statistics.Selection;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Wasserstein-1 distance between the lower tails of two samples: the mean distance of the quantile functions of the floor(0.05 n) smallest
 * standardised values of each (the samples may differ in length).
 *
 * <p>Standard error by the jackknife that leaves out one of 20 runs of both samples at a time. Refused: a sample that is constant or not
 * finite, without spread, or with fewer than 20 tail points. O(n) expected for the distance, O(n log n) for its standard error.
 */
public final class TailWasserstein {
    /** How values become comparable. */
    public enum Form {
        /** {@code (x - median) / (1.4826 MAD)}. */
        MEDIAN_MAD,
        /** {@code ln(-z)} of the same: distance of tail shapes, to which the few largest losses do not set the scale. */
        LOG,
        /** {@code (x - mean) / sd}, divisor n. */
        MEAN_SD
    }

    private TailWasserstein() {}

    /** Distance with its standard error. */
    public static TailEstimate of(Form form, double[] x, double[] y) {
        Optional<TailEstimate.Refused> refusal = refusal(x).or(() -> refusal(y));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        double distance = distance(tail(form, x), tail(form, y));
        if (!Double.isFinite(distance)) {
            return Series.constant("middle or tail of a sample", 0.0);
        }
        double error = jackknife(form, x, y);
        return Double.isFinite(error)
                ? new TailEstimate.Value(distance, error, Math.min(x.length, y.length) / Series.TAIL_SHARE)
                : Series.constant("middle or tail of part of a sample", 0.0);
    }

    private static Optional<TailEstimate.Refused> refusal(double[] x) {
        int k = x.length / Series.TAIL_SHARE;
        return k < Series.LEAST_TAIL
                ? Optional.of(Series.tooShort("tail points", k, Series.LEAST_TAIL))
                : Series.refusal(x);
    }

    /** Distance of two ascending tails; NaN where a spread is zero, or a tail reaches the middle and has no logarithm. */
    private static double distance(double[] a, double[] b) {
        double sum = 0.0;
        int i = 0;
        int j = 0;
        long position = 0;
        long total = (long) a.length * b.length;
        while (position < total) {
            long next = Math.min((long) (i + 1) * b.length, (long) (j + 1) * a.length);
            sum += (next - position) * Math.abs(a[i] - b[j]);
            position = next;
            i += position == (long) (i + 1) * b.length ? 1 : 0;
            j += position == (long) (j + 1) * a.length ? 1 : 0;
        }
        return sum / total;
    }

    /** The standardised tail, ascending (of the logarithms: descending in the losses' own order). */
    static double[] tail(Form form, double[] x) {
        double[] negated = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            negated[i] = -x[i];
        }
        int k = x.length / Series.TAIL_SHARE;
        Selection.kthLargest(negated, negated.length, k - 1);
        double[] z = Arrays.copyOf(negated, k);
        for (int i = 0; i < k; i++) {
            z[i] = -z[i];
        }
        double[] centreAndScale = form == Form.MEAN_SD ? meanAndDeviation(x) : robust(x);
        standardise(form, z, centreAndScale[0], centreAndScale[1]);
        Arrays.sort(z);
        return z;
    }

    /** Standardises values in place; of logarithms, the losses'. */
    static void standardise(Form form, double[] values, double centre, double scale) {
        for (int i = 0; i < values.length; i++) {
            double z = (values[i] - centre) / scale;
            values[i] = form == Form.LOG ? FastMath.log(-z) : z;
        }
    }

    private static double[] robust(double[] x) {
        RobustScale scale = RobustScale.of(x);
        return new double[] {scale.median(), scale.deviation()};
    }

    private static double[] meanAndDeviation(double[] x) {
        double mean = 0.0;
        for (double value : x) {
            mean += value / x.length;
        }
        double square = 0.0;
        for (double value : x) {
            square += (value - mean) * (value - mean);
        }
        return new double[] {mean, Math.sqrt(square / x.length)};
    }

    private static double jackknife(Form form, double[] x, double[] y) {
        LeaveGroupOut first = new LeaveGroupOut(x);
        LeaveGroupOut second = new LeaveGroupOut(y);
        double[] without = new double[LeaveGroupOut.GROUPS];
        double mean = 0.0;
        for (int g = 0; g < without.length; g++) {
            without[g] = distance(first.tail(form, g), second.tail(form, g));
            mean += without[g] / without.length;
        }
        double square = 0.0;
        for (double value : without) {
            square += (value - mean) * (value - mean);
        }
        return Math.sqrt(square * (without.length - 1) / without.length);
    }
}
