package io.aurora.domain.regime;

/**
 * A window of returns with its mean taken off and divided by its standard deviation (divisor n), in two passes; sums run over four
 * interleaved lanes, added left to right, which is the same on every machine.
 *
 * <p>Undefined where a value is not finite or the standard deviation is below {@value #MIN_SD}: such a series is constant.
 */
final class Standardised {
    static final double MIN_SD = 1e-12;
    private static final int LANES = 4;

    private final double[] values;
    private double mean;
    private double sd;

    Standardised(int length) {
        this.values = new double[length];
    }

    boolean of(double[] returns) {
        int n = values.length;
        if (returns.length != n) {
            throw new IllegalArgumentException("must have " + n + " values: returns.length=" + returns.length);
        }
        mean = sum(returns) / n;
        for (int t = 0; t < n; t++) {
            values[t] = returns[t] - mean;
        }
        sd = Math.sqrt(sumOfSquares(values) / n);
        if (!(sd >= MIN_SD) || Double.isInfinite(sd)) {
            return false;
        }
        double scale = sd;
        for (int t = 0; t < n; t++) {
            values[t] /= scale;
        }
        return true;
    }

    /** The values of the last call, shared: not to be kept or changed. */
    double[] values() {
        return values;
    }

    double mean() {
        return mean;
    }

    double sd() {
        return sd;
    }

    private static double sum(double[] x) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int t = 0;
        for (; t + LANES <= x.length; t += LANES) {
            a += x[t];
            b += x[t + 1];
            c += x[t + 2];
            d += x[t + 3];
        }
        for (; t < x.length; t++) {
            a += x[t];
        }
        return a + b + c + d;
    }

    private static double sumOfSquares(double[] x) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int t = 0;
        for (; t + LANES <= x.length; t += LANES) {
            a += x[t] * x[t];
            b += x[t + 1] * x[t + 1];
            c += x[t + 2] * x[t + 2];
            d += x[t + 3] * x[t + 3];
        }
        for (; t < x.length; t++) {
            a += x[t] * x[t];
        }
        return a + b + c + d;
    }
}
