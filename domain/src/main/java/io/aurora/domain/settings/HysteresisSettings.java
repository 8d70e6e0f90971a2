package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Thresholds and times of the acceptance state machine (spec page 10, section 7); times in bars.
 *
 * @param tauPassUp kappa_plus for a good bar
 * @param tauPassDown PASS is left below it
 * @param tauDeriskUp BLOCK may be left from it on
 * @param tauDeriskDown DERISK is left for BLOCK below it
 * @param dwellPass least dwell in PASS before a soft exit
 * @param dwellDerisk least dwell in DERISK before PASS
 * @param recoverN good bars before PASS
 * @param cooldown least dwell in BLOCK before DERISK
 * @param extended least dwell in BLOCK before the fast path
 * @param cleanN good bars for the fast path; also ends triggers and automatic holds
 * @param fastPath whether BLOCK may go to PASS at once
 */
public record HysteresisSettings(
        double tauPassUp,
        double tauPassDown,
        double tauDeriskUp,
        double tauDeriskDown,
        int dwellPass,
        int dwellDerisk,
        int recoverN,
        int cooldown,
        int extended,
        int cleanN,
        boolean fastPath) {
    public HysteresisSettings {
        Require.finite("acceptance.hysteresis.tau_pass_up", tauPassUp);
        Require.finite("acceptance.hysteresis.tau_pass_down", tauPassDown);
        Require.finite("acceptance.hysteresis.tau_derisk_up", tauDeriskUp);
        Require.finite("acceptance.hysteresis.tau_derisk_down", tauDeriskDown);
        Require.atLeast("acceptance.hysteresis.dwell_pass", dwellPass, 0);
        Require.atLeast("acceptance.hysteresis.dwell_derisk", dwellDerisk, 0);
        Require.atLeast("acceptance.hysteresis.recover_n", recoverN, 0);
        Require.atLeast("acceptance.hysteresis.cooldown", cooldown, 0);
        Require.atLeast("acceptance.hysteresis.extended", extended, 0);
        Require.atLeast("acceptance.hysteresis.clean_n", cleanN, 0);
    }
}
