package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.SettingsTree;
import io.aurora.golden.GoldenVectors;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The shipped defaults are the ones that the reference traces were computed with. */
class DefaultsGoldenTest {
    /** Name in the vectors, key of the profile. */
    private static final String PAIRS = """
            max_gap_fill market.max_gap_fill
            aci_window regime.aci.window
            aci_ema regime.aci.ema_factor
            hr_long_order regime.aci.long_order
            aci_ref regime.aci.ref
            trans_window regime.trans.window
            trans_min regime.trans.min
            a_on regime.trans.aci_on
            a_off regime.trans.aci_off
            v_quantile regime.trans.rv_quantile
            vol_quantile regime.trans.volume_quantile
            m_on regime.trans.momentum_on
            m_off regime.trans.momentum_off
            min_trans regime.trans.min_trans
            W icp.window
            sigma_floor icp.sigma_floor
            cold_normal icp.cold_normal
            cold_exact icp.cold_exact
            quantile_kind icp.quantile
            lam icp.weight_decay
            a0 icp.a0
            a1 icp.a1
            a2 icp.a2
            alpha_target_min icp.target_min
            alpha_target_max icp.target_max
            alpha_min icp.alpha_min
            alpha_max icp.alpha_max
            controller icp.controller
            eta icp.eta
            eta_trans icp.eta_transition
            cooldown_miss icp.cooldown
            cooldown_streak icp.cooldown_streak
            gamma_aci icp.gamma
            dt_I icp.dtaci_horizon
            pid_lr icp.pid_rate
            pid_window icp.pid_window
            coverage_ema icp.coverage_factor
            infl_step icp.inflation.step
            infl_max_misses icp.inflation.max_misses
            infl_window icp.inflation.window
            infl_trans icp.inflation.transition
            infl_max icp.inflation.max
            infl_decay icp.inflation.decay
            surprisal_window icp.surprisal_window
            surprisal_winsor icp.surprisal_winsor
            w_state kappa.weights.state
            w_model kappa.weights.model
            w_forecast kappa.weights.forecast
            bcc_window kappa.bcc.window
            bcc_min kappa.bcc.min
            bcc_under kappa.bcc.under
            bcc_over kappa.bcc.over
            gamma_kappa kappa.gamma
            pen_coverage kappa.penalties.coverage
            pen_latency kappa.penalties.latency
            pen_surprisal kappa.penalties.surprisal
            pen_width kappa.penalties.width
            g_cov_soft acceptance.guards.coverage_ema.soft
            g_cov_hard acceptance.guards.coverage_ema.hard
            g_streak acceptance.guards.coverage_streak
            g_lat_soft acceptance.guards.latency_p95.soft
            g_lat_hard acceptance.guards.latency_p95.hard
            g_sur_soft acceptance.guards.surprisal_p95.soft
            g_sur_hard acceptance.guards.surprisal_p95.hard
            g_kappa_soft acceptance.guards.kappa_min
            g_kplus_hard acceptance.guards.kappa_plus_hard
            g_lag_soft acceptance.guards.lag.soft
            g_lag_hard acceptance.guards.lag.hard
            guard_min_settled acceptance.guards.min_settled
            tail_window acceptance.guards.latency_window
            tau_pass kappa.tau_pass
            tau_derisk kappa.tau_derisk
            tau_pass_up acceptance.hysteresis.tau_pass_up
            tau_pass_down acceptance.hysteresis.tau_pass_down
            tau_derisk_up acceptance.hysteresis.tau_derisk_up
            tau_derisk_down acceptance.hysteresis.tau_derisk_down
            dwell_pass acceptance.hysteresis.dwell_pass
            dwell_derisk acceptance.hysteresis.dwell_derisk
            recover_n acceptance.hysteresis.recover_n
            cooldown acceptance.hysteresis.cooldown
            extended acceptance.hysteresis.extended
            clean_n acceptance.hysteresis.clean_n
            fast_path acceptance.hysteresis.fast_path
            base_notional execution.base_notional
            min_notional execution.gating.min_notional
            max_notional execution.gating.max_notional
            hard_block_on_guard execution.gating.hard_block_on_guard""";

    private static final Map<String, String> NAMES = names();

    @Test
    void shouldEqualTheReferenceParametersWhenNothingIsSet() {
        JsonNode params = GoldenVectors.read("online/e2e_sim_crash.json").get("params");
        Profile profile = AuroraSettings.defaults().activeProfile();
        Map<String, Object> values = SettingsTree.values(profile);

        NAMES.forEach((name, path) -> assertThat(text(values.get(path)))
                .as(name + " = " + path)
                .isEqualTo(
                        params.get(name).isNumber()
                                ? Double.toString(params.get(name).asDouble())
                                : params.get(name).asText()));
        assertThat(profile.icp().dtaciGammas()).containsExactly(0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128);
    }

    private static String text(Object value) {
        return value instanceof Number number
                ? Double.toString(number.doubleValue())
                : value.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        for (String pair : PAIRS.split("\n")) {
            names.put(pair.substring(0, pair.indexOf(' ')), pair.substring(pair.indexOf(' ') + 1));
        }
        return names;
    }
}
