package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Every setting that a symbol's outcomes depend on, under a name. It travels into a symbol only through an event, so that an audit
 * re-derives each decision with the settings of its time.
 *
 * @param name profile's name
 * @param maxGapFill missing grid steps filled at most; a longer gap is a reset
 * @param inferenceFallback whether a bar may fall back to the EWMA forecaster when inference is busy, late or lost; without it the
 *     symbol waits and asks again
 */
public record Profile(
        String name,
        int maxGapFill,
        boolean inferenceFallback,
        IcpSettings icp,
        KappaSettings kappa,
        GuardSettings guards,
        HysteresisSettings hysteresis,
        ExecutionSettings execution,
        TriggerSettings triggers,
        HoldSettings holds,
        RegimeSettings regime) {
    public Profile {
        Require.atLeast("market.max_gap_fill", maxGapFill, 0);
    }
}
