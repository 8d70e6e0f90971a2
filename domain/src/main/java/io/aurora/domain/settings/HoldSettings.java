package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Automatic holds (spec page 10, section 10).
 *
 * @param kappaDropEnabled hold a symbol whose kappa_plus falls fast
 * @param kappaDrop fall that holds
 * @param kappaDropBars bars within which it counts
 * @param errorRateEnabled hold the desk when a node fails often
 * @param errorRate share of failed requests that holds
 * @param errorRateWindowMs time over which the share is taken, milliseconds
 */
public record HoldSettings(
        boolean kappaDropEnabled,
        double kappaDrop,
        int kappaDropBars,
        boolean errorRateEnabled,
        double errorRate,
        long errorRateWindowMs) {
    public HoldSettings {
        Require.positive("holds.kappa_drop", kappaDrop);
        Require.atLeast("holds.kappa_drop_bars", kappaDropBars, 1);
        Require.within("holds.error_rate", errorRate, 0.0, 1.0);
        Require.atLeast("holds.error_rate_window", errorRateWindowMs, 1L);
    }
}
