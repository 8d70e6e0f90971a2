package io.aurora.domain.settings;

import io.aurora.domain.check.Require;
import java.util.OptionalDouble;

/**
 * Guard thresholds (spec page 10, section 6).
 *
 * @param coverageEma soft and hard, breached below
 * @param coverageStreak misses in a row that breach hard
 * @param latencyP95 soft and hard, milliseconds, breached above; may be off
 * @param surprisalP95 soft and hard, breached above
 * @param relWidthP95Soft breached above; absent: 0.10 sqrt(bar length / 1 h)
 * @param kappaMin soft, breached below
 * @param kappaPlusHard hard, breached below
 * @param lag soft and hard, bars, breached above; may be off
 * @param minSettled settled forecasts before the guards that need history speak, and before WARMUP ends
 * @param latencyWindow bars with a forecast behind the latency p95
 * @param widthWindow bars with a forecast behind the width p95
 */
public record GuardSettings(
        Below coverageEma,
        int coverageStreak,
        Above latencyP95,
        Above surprisalP95,
        @Key("rel_width_p95.soft") OptionalDouble relWidthP95Soft,
        double kappaMin,
        double kappaPlusHard,
        Above lag,
        int minSettled,
        int latencyWindow,
        int widthWindow) {

    /** A pair breached below it; {@code hard <= soft}. */
    public record Below(double soft, double hard) {
        public Below {
            Require.finite("soft", soft);
            Require.finite("hard", hard);
            Require.ordered("hard", hard, "soft", soft);
        }
    }

    /** A pair breached above it; {@code soft <= hard}. Not judged where {@code enabled} is false. */
    public record Above(boolean enabled, double soft, double hard) {
        public Above {
            Require.nonNegative("soft", soft);
            Require.nonNegative("hard", hard);
            Require.ordered("soft", soft, "hard", hard);
        }
    }

    public GuardSettings {
        Require.atLeast("acceptance.guards.coverage_streak", coverageStreak, 1);
        relWidthP95Soft.ifPresent(width -> Require.positive("acceptance.guards.rel_width_p95.soft", width));
        Require.finite("acceptance.guards.kappa_min", kappaMin);
        Require.finite("acceptance.guards.kappa_plus_hard", kappaPlusHard);
        Require.atLeast("acceptance.guards.min_settled", minSettled, 1);
        Require.atLeast("acceptance.guards.latency_window", latencyWindow, 1);
        Require.atLeast("acceptance.guards.width_window", widthWindow, 1);
    }

    /** Soft width threshold of a symbol: the setting, else {@code 0.10 sqrt(bar length / 1 h)}. */
    public double relWidthSoft(long barLengthMs) {
        return relWidthP95Soft.orElseGet(() -> 0.10 * StrictMath.sqrt(barLengthMs / 3_600_000.0));
    }
}
