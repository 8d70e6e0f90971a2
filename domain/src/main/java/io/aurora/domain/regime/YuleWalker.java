package io.aurora.domain.regime;

/**
 * Autoregression of order p by the Yule-Walker equations, solved by Levinson's recursion (Durbin 1960; Brockwell and Davis 1991,
 * section 8.2), on a series of mean 0 and standard deviation 1, so that its thresholds have one meaning on every scale.
 *
 * <p>Autocovariances have divisor n, which makes the equations positive semi-definite. The recursion is undefined where a prediction
 * variance falls below {@value #MIN_VARIANCE}: the series is then, to rounding, a deterministic function of its past.
 *
 * <p>Cost: n (p + 1) products for the autocovariances, p^2 for the recursion, n p for residuals. Scratch arrays are kept: no
 * allocation per call, one thread.
 */
final class YuleWalker {
    static final double MIN_VARIANCE = 1e-8;
    private static final int BLOCK = 4;

    private final int order;
    private final double[] covariances;
    private final double[] phi;
    private final double[] previous;

    YuleWalker(int order) {
        this.order = order;
        this.covariances = new double[(order / BLOCK + 1) * BLOCK];
        this.phi = new double[order + 1];
        this.previous = new double[order + 1];
    }

    /** Fits {@code x[0..n-1]}, n > order + 3; false where undefined. */
    boolean fit(double[] x, int n) {
        for (int lag = 0; lag <= order; lag += BLOCK) {
            covariances(x, n, lag);
        }
        double variance = covariances[0];
        for (int k = 1; k <= order; k++) {
            if (!(variance >= MIN_VARIANCE)) {
                return false;
            }
            double reflection = reflection(k) / variance;
            reflect(k, reflection);
            variance *= 1.0 - reflection * reflection;
        }
        return variance >= MIN_VARIANCE;
    }

    /** Autocovariance of a lag up to the order, of the last fit. */
    double covariance(int lag) {
        return covariances[lag];
    }

    /** {@code e[t] = x[t] - sum phi_j x[t-j]} for t = order..n-1; earlier entries are left alone. */
    void residuals(double[] x, int n, double[] e) {
        System.arraycopy(x, order, e, order, n - order);
        for (int j = 1; j <= order; j++) {
            double coefficient = phi[j];
            for (int t = order; t < n; t++) {
                e[t] -= coefficient * x[t - j];
            }
        }
    }

    /** Four lags in one pass: four independent sums keep the adder busy, each of them still in the order of time. */
    private void covariances(double[] x, int n, int lag) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        for (int t = lag; t < lag + BLOCK - 1; t++) {
            a += x[t] * x[t - lag];
            b += t >= lag + 1 ? x[t] * x[t - lag - 1] : 0.0;
            c += t >= lag + 2 ? x[t] * x[t - lag - 2] : 0.0;
        }
        for (int t = lag + BLOCK - 1; t < n; t++) {
            double present = x[t];
            a += present * x[t - lag];
            b += present * x[t - lag - 1];
            c += present * x[t - lag - 2];
            d += present * x[t - lag - 3];
        }
        covariances[lag] = a / n;
        covariances[lag + 1] = b / n;
        covariances[lag + 2] = c / n;
        covariances[lag + 3] = d / n;
    }

    private double reflection(int k) {
        double sum = covariances[k];
        for (int j = 1; j < k; j++) {
            sum -= phi[j] * covariances[k - j];
        }
        return sum;
    }

    private void reflect(int k, double reflection) {
        System.arraycopy(phi, 1, previous, 1, k - 1);
        for (int j = 1; j < k; j++) {
            phi[j] = previous[j] - reflection * previous[k - j];
        }
        phi[k] = reflection;
    }
}
