package io.aurora.domain.conformal;

import io.aurora.domain.statistics.RollingWindow;

/**
 * Surprisal v2: {@code ln(1 + 3 huber((y - yhat) / (sigma inflation)))} with {@code huber(u) = u^2/2} up to 1 and {@code |u| - 1/2}
 * beyond, and the 95th percentile of its window after winsorising at the window's own 99th. Spec page 10, section 4.
 */
public final class Surprisal {
    private static final double P = 0.95;

    private Surprisal() {}

    /** Huber's loss with threshold 1 (Huber 1964). */
    public static double huber(double u) {
        double size = Math.abs(u);
        return size <= 1.0 ? 0.5 * size * size : size - 0.5;
    }

    /**
     * Surprisal of an outcome, at least 0.
     *
     * @param sigma scale of the forecast, floored
     * @param inflation of the forecast, at least 1
     */
    public static double of(double y, double yhat, double sigma, double inflation) {
        return StrictMath.log1p(3.0 * huber((y - yhat) / (sigma * inflation)));
    }

    /**
     * 95th percentile (type 7) of the values after each above the quantile {@code winsor} (type 7) is set to it. Differs from the
     * plain one for fewer than 21 values only (winsor 0.99). O(1).
     *
     * @param window at least one value
     */
    public static double p95(RollingWindow window, double winsor) {
        int n = window.size();
        double h = (n - 1) * P;
        int low = (int) h;
        double top = window.quantile(winsor);
        double lower = Math.min(top, window.kthSmallest(low + 1));
        return between(lower, low + 1 < n ? Math.min(top, window.kthSmallest(low + 2)) : lower, h - low);
    }

    /** {@link #p95} as it would be after {@code value} entered; reads only. O(log n). */
    public static double p95After(RollingWindow window, double value, double winsor) {
        int n = window.sizeAfter();
        double h = (n - 1) * P;
        int low = (int) h;
        double top = window.quantileAfter(value, winsor);
        double lower = Math.min(top, window.kthSmallestAfter(value, low + 1));
        return between(lower, low + 1 < n ? Math.min(top, window.kthSmallestAfter(value, low + 2)) : lower, h - low);
    }

    private static double between(double lower, double upper, double share) {
        return share == 0.0 || lower == upper ? lower : lower + share * (upper - lower);
    }
}
