package io.aurora.domain.statistics;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * How well class probabilities match what happens: expected and largest calibration error of the top class over 15 bins of equal count
 * (Guo et al., 2017, "On calibration of modern neural networks"), Brier score as the sum over classes, and log loss. Sorted by (confidence,
 * index), bin b holds positions {@code floor(b n / 15)} to {@code floor((b + 1) n / 15) - 1}; the first class wins a tie for the top. Needs n of at
 * least 150. O(n log n).
 *
 * @param ece mean |accuracy - confidence| over the bins, weighted by their counts
 * @param mce the largest of them
 * @param brier mean over cases of the sum over classes of {@code (p - [label])^2}
 * @param logLoss mean {@code -ln p_label}; infinite where a label had probability 0
 * @param n cases
 */
public record CalibrationScores(double ece, double mce, double brier, double logLoss, int n) {
    private static final int BINS = 15;
    private static final int LEAST = 150;
    private static final double SUM_TOLERANCE = 1e-9;

    /** Scores probabilities, a row per case that sums to 1, against labels from 0. */
    public static CalibrationScores of(double[][] probabilities, int[] labels) {
        requireCases(probabilities, labels);
        int n = labels.length;
        double[] confidence = new double[n];
        boolean[] right = new boolean[n];
        double brier = 0.0;
        double loss = 0.0;
        for (int i = 0; i < n; i++) {
            double[] row = probabilities[i];
            int top = top(row);
            confidence[i] = row[top];
            right[i] = top == labels[i];
            brier += brier(row, labels[i]) / n;
            loss -= FastMath.log(row[labels[i]]) / n;
        }
        double[] gaps = gaps(confidence, right);
        return new CalibrationScores(gaps[0], gaps[1], brier, loss, n);
    }

    static void requireCases(double[][] rows, int[] labels) {
        Samples.requireCount("calibration", rows.length, LEAST);
        if (rows.length != labels.length) {
            throw new IllegalArgumentException(
                    "calibration needs as many of both: rows=" + rows.length + ", labels=" + labels.length);
        }
        for (int i = 0; i < rows.length; i++) {
            Samples.require("calibration", rows[i], 2);
            if (labels[i] < 0 || labels[i] >= rows[i].length) {
                throw new IllegalArgumentException(
                        "label must name a class: index=" + i + ", label=" + labels[i] + ", classes=" + rows[i].length);
            }
        }
    }

    private static int top(double[] row) {
        int top = 0;
        double sum = 0.0;
        for (int c = 0; c < row.length; c++) {
            top = row[c] > row[top] ? c : top;
            sum += row[c];
        }
        if (!(Math.abs(sum - 1.0) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException("probabilities must sum to 1: sum=" + sum);
        }
        return top;
    }

    private static double brier(double[] row, int label) {
        double sum = 0.0;
        for (int c = 0; c < row.length; c++) {
            double miss = row[c] - (c == label ? 1.0 : 0.0);
            sum += miss * miss;
        }
        return sum;
    }

    private static double[] gaps(double[] confidence, boolean[] right) {
        int n = confidence.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        // a stable sort: equal confidences stay in the order of their index
        Arrays.sort(order, (a, b) -> Double.compare(confidence[a], confidence[b]));
        double expected = 0.0;
        double largest = 0.0;
        for (int b = 0; b < BINS; b++) {
            int from = (int) ((long) b * n / BINS);
            int to = (int) ((long) (b + 1) * n / BINS);
            double gap = 0.0;
            for (int i = from; i < to; i++) {
                gap += (right[order[i]] ? 1.0 : 0.0) - confidence[order[i]];
            }
            gap = Math.abs(gap);
            expected += gap / n;
            largest = Math.max(largest, gap / (to - from));
        }
        return new double[] {expected, largest};
    }
}
