package io.aurora.domain.settings;

import io.aurora.domain.check.Require;
import java.util.regex.Pattern;

/**
 * Every setting that a symbol's outcomes depend on, under a name. It travels into a symbol only through an event, so that an audit
 * re-derives each decision with the settings of its time.
 *
 * @param name profile's name, {@code [A-Za-z0-9_-]{1,32}}
 * @param maxGapFill missing grid steps filled at most; a longer gap is a reset
 * @param inferenceFallback whether a bar may fall back to the EWMA forecaster when inference is busy, late or lost; without it the
 *     symbol waits and asks again
 */
public record Profile(
        String name,
        @Key("market.max_gap_fill") int maxGapFill,
        @Key("inference.fallback") boolean inferenceFallback,
        IcpSettings icp,
        KappaSettings kappa,
        @Key("acceptance.guards") GuardSettings guards,
        @Key("acceptance.hysteresis") HysteresisSettings hysteresis,
        ExecutionSettings execution,
        TriggerSettings triggers,
        HoldSettings holds,
        RegimeSettings regime) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    public Profile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("must match [A-Za-z0-9_-]{1,32}: name=" + name);
        }
        Require.atLeast("market.max_gap_fill", maxGapFill, 0);
    }
}
