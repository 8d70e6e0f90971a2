package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.util.FastMath;

/**
 * The temperature T that minimises the log loss of {@code softmax(logits / T)} (Guo et al., 2017, section 4.2). The loss is convex in 1/T; its
 * derivative is brought to zero by bisection on {@code ln(1/T)} with Newton steps, T in [0.01, 100]. O(n K) per step, some ten steps.
 */
public final class TemperatureScaling {
    private static final double REACH = FastMath.log(100.0);

    private TemperatureScaling() {}

    /** The best temperature; at an end of its range where the logits separate the labels, or say nothing about them. */
    public static double fit(double[][] logits, int[] labels) {
        CalibrationScores.requireCases(logits, labels);
        double low = -REACH;
        double high = REACH;
        double at = 0.0;
        for (int pass = 0; pass < 100 && high - low > 1e-12; pass++) {
            double[] slope = slope(logits, labels, FastMath.exp(at));
            if (slope[0] > 0.0) {
                high = at;
            } else {
                low = at;
            }
            double inverse = FastMath.exp(at);
            double newton = inverse - slope[0] / slope[1];
            double next = newton > 0.0 ? FastMath.log(newton) : low;
            at = next > low && next < high ? next : 0.5 * (low + high);
        }
        return FastMath.exp(-at);
    }

    /** First and second derivative of the loss in 1/T. */
    private static double[] slope(double[][] logits, int[] labels, double inverse) {
        double first = 0.0;
        double second = 0.0;
        for (int i = 0; i < logits.length; i++) {
            double[] p = softmax(logits[i], inverse);
            double mean = 0.0;
            double square = 0.0;
            for (int c = 0; c < p.length; c++) {
                double centred = logits[i][c] - logits[i][labels[i]];
                mean += p[c] * centred;
                square += p[c] * centred * centred;
            }
            first += mean;
            second += square - mean * mean;
        }
        return new double[] {first, second};
    }

    /** {@code softmax(logits / temperature)} of every case. */
    public static double[][] apply(double[][] logits, double temperature) {
        Require.positive("temperature", temperature);
        double[][] out = new double[logits.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = softmax(logits[i], 1.0 / temperature);
        }
        return out;
    }

    private static double[] softmax(double[] logits, double inverse) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] p = new double[logits.length];
        double sum = 0.0;
        for (int c = 0; c < p.length; c++) {
            p[c] = FastMath.exp((logits[c] - largest) * inverse);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
