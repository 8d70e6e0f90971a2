package io.aurora.domain.acceptance;

import io.aurora.domain.settings.KappaSettings;

/**
 * Block coverage calibration: how close the share of hits in a block of settled forecasts came to its target, 1 where it met it, 0
 * where it fell short by 0.10 or overshot by 0.40. Spec page 10, section 5.
 */
public final class Bcc {
    /** Said while the block is too short to judge. */
    public static final double UNKNOWN = 0.5;

    private Bcc() {}

    /**
     * Calibration of a block, in [0, 1].
     *
     * @param settled forecasts in the block
     * @param hits among them
     * @param meanTarget mean of alpha_target over the block; not read below {@code settings.min()}
     */
    public static double of(KappaSettings.Bcc settings, int settled, int hits, double meanTarget) {
        if (settled < settings.min()) {
            return UNKNOWN;
        }
        double d = hits / (double) settled - (1.0 - meanTarget);
        return 1.0 - Math.min(1.0, d < 0.0 ? -d / settings.under() : d / settings.over());
    }
}
