package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Fallback triggers (spec page 10, section 9).
 *
 * @param latency a decision slower than {@code limit} milliseconds hands the next forecasts to the EWMA forecaster
 * @param coverage coverage_ema below {@code limit} sets the next inflation to its maximum
 * @param kappa kappa_plus below {@code limit} halves the size
 */
public record TriggerSettings(Trigger latency, Trigger coverage, Trigger kappa) {

    /** One trigger: judged only where {@code enabled}. */
    public record Trigger(boolean enabled, double limit) {
        public Trigger {
            Require.finite("limit", limit);
        }
    }
}
