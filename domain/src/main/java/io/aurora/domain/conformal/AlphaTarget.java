package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings;

/**
 * Target miscoverage {@code clip(a0 + a1 TRANS + a2 clip(aci_ema - 1, 0, 1), 0.05, 0.20)}; negative coefficients widen the interval
 * in a transition. Spec page 10, section 3.
 */
public final class AlphaTarget {
    private AlphaTarget() {}

    /**
     * Target miscoverage of a forecast.
     *
     * @param aciEma smoothed ARMA crossbar index, at least 0
     */
    public static double of(IcpSettings settings, boolean trans, double aciEma) {
        double excess = Math.min(1.0, Math.max(0.0, aciEma - 1.0));
        double target = settings.a0() + (trans ? settings.a1() : 0.0) + settings.a2() * excess;
        return Math.min(settings.targetMax(), Math.max(settings.targetMin(), target));
    }
}
