package io.aurora.config;

import io.aurora.domain.settings.ExecutionSettings;
import io.aurora.domain.settings.GuardSettings;
import io.aurora.domain.settings.HysteresisSettings;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules between settings of a profile. They are checked where a profile is read and not in the domain's records, because the
 * state machine itself is defined for any thresholds.
 */
final class ProfileRules {
    private static final double ODD_KAPPA_TRIGGER = 0.5;

    private final List<String> broken = new ArrayList<>();

    private ProfileRules() {}

    /** Broken rules, each reading {@code a must be <= b: a=..., b=...} with keys relative to the profile. */
    static List<String> broken(Profile profile) {
        ProfileRules rules = new ProfileRules();
        rules.ranges(profile);
        rules.hysteresis(profile.hysteresis());
        rules.icp(profile.icp());
        rules.scale(profile.execution().scaleMap());
        return rules.broken;
    }

    /** Settings that are allowed and yet look like the original projects' opposite polarity. */
    static List<String> odd(Profile profile) {
        List<String> odd = new ArrayList<>();
        if (profile.icp().a1() > 0 || profile.icp().a2() > 0) {
            odd.add("icp.a1=" + profile.icp().a1() + ", icp.a2=" + profile.icp().a2()
                    + ": a positive term narrows the interval in a transition; the original projects meant it to widen,"
                    + " which needs a negative one");
        }
        double limit = profile.triggers().kappa().limit();
        if (profile.triggers().kappa().enabled() && limit >= ODD_KAPPA_TRIGGER) {
            odd.add("triggers.kappa.limit=" + limit
                    + ": kappa_plus is certainty here (higher is safer) and the trigger acts below the limit;"
                    + " the original projects' 'above 0.9' is 'below 0.1'");
        }
        return odd;
    }

    private void ranges(Profile profile) {
        GuardSettings guards = profile.guards();
        within("acceptance.guards.coverage_ema.hard", guards.coverageEma().hard(), 0.0);
        within("acceptance.guards.coverage_ema.soft", guards.coverageEma().soft(), 0.0);
        within("acceptance.guards.kappa_min", guards.kappaMin(), 0.0);
        within("acceptance.guards.kappa_plus_hard", guards.kappaPlusHard(), -1.0);
        within("acceptance.hysteresis.tau_pass_up", profile.hysteresis().tauPassUp(), -1.0);
        within("acceptance.hysteresis.tau_derisk_down", profile.hysteresis().tauDeriskDown(), -1.0);
        within("triggers.coverage.limit", profile.triggers().coverage().limit(), 0.0);
        within("triggers.kappa.limit", profile.triggers().kappa().limit(), -1.0);
        double slow = profile.triggers().latency().limit();
        if (slow <= 0.0) {
            broken.add("must be > 0: triggers.latency.limit=" + slow);
        }
    }

    private void within(String name, double value, double low) {
        if (value < low || value > 1.0) {
            broken.add("must be in [" + low + ", 1.0]: " + name + "=" + value);
        }
    }

    private void hysteresis(HysteresisSettings h) {
        String at = "acceptance.hysteresis.";
        ordered(at + "extended", h.extended(), at + "cooldown", h.cooldown());
        ordered(at + "tau_pass_down", h.tauPassDown(), at + "tau_pass_up", h.tauPassUp());
        ordered(at + "tau_derisk_down", h.tauDeriskDown(), at + "tau_derisk_up", h.tauDeriskUp());
        ordered(at + "tau_derisk_down", h.tauDeriskDown(), at + "tau_pass_down", h.tauPassDown());
        ordered(at + "tau_derisk_up", h.tauDeriskUp(), at + "tau_pass_up", h.tauPassUp());
    }

    private void icp(IcpSettings icp) {
        ordered("icp.target_min", icp.targetMin(), "icp.a0", icp.a0());
        ordered("icp.a0", icp.a0(), "icp.target_max", icp.targetMax());
        ordered("icp.alpha_min", icp.alphaMin(), "icp.target_min", icp.targetMin());
        ordered("icp.target_max", icp.targetMax(), "icp.alpha_max", icp.alphaMax());
    }

    private void scale(ExecutionSettings.ScaleMap map) {
        String at = "execution.gating.scale_map.";
        ordered(at + "BLOCK", map.block(), at + "DERISK", map.derisk());
        ordered(at + "DERISK", map.derisk(), at + "PASS", map.pass());
    }

    private void ordered(String lowName, int low, String highName, int high) {
        if (low > high) {
            add(lowName, low, highName, high);
        }
    }

    private void ordered(String lowName, double low, String highName, double high) {
        if (low > high) {
            add(lowName, low, highName, high);
        }
    }

    private void add(String lowName, Object low, String highName, Object high) {
        broken.add(lowName + " must be <= " + highName + ": " + lowName + "=" + low + ", " + highName + "=" + high);
    }
}
