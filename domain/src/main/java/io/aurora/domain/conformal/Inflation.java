package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings.InflationSettings;

/**
 * Widening after clustered misses, at least 1: {@code raw = 1 + 0.05 min(5, max(0, misses - 20 alpha_target))}, at least 1.05 in a
 * transition; {@code min(1.25, max(raw, 1 + 0.9 (previous - 1)))}. Spec page 10, section 3.
 */
public final class Inflation {
    /** Before the first forecast. */
    public static final double START = 1.0;

    private Inflation() {}

    /**
     * Inflation of the next forecast.
     *
     * @param previous inflation of the forecast before, at least 1
     * @param misses among the last 20 settlements
     * @param alphaTarget target miscoverage of the next forecast
     */
    public static double next(
            InflationSettings settings, double previous, int misses, double alphaTarget, boolean trans) {
        double surplus = Math.max(0.0, misses - settings.window() * alphaTarget);
        double raw = 1.0 + settings.step() * Math.min(settings.maxMisses(), surplus);
        double floored = trans ? Math.max(raw, settings.transition()) : raw;
        double decayed = 1.0 + settings.decay() * (previous - 1.0);
        return Math.min(settings.max(), Math.max(floored, decayed));
    }
}
