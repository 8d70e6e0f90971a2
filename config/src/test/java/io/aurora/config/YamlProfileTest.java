package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.settings.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlProfileTest {
    private static final String[] MASTER = {
        "profiles:",
        "  default:",
        "    execution:",
        "      base_notional: 2.0",
        "      gating:",
        "        scale_map: {PASS: 1.0, DERISK: 0.4, BLOCK: 0.0}",
        "        hard_block_on_guard: true",
        "        min_notional: 0.0",
        "        max_notional: 1.0e9",
        "    service:",
        "      api:",
        "        enabled: true",
        "        host: \"127.0.0.1\"",
        "        port: ${API_PORT:-9100}",
        "        profile_label: \"default\"",
        "        expose_metrics_from_profile: \"default\"",
        "    metrics:",
        "      enabled: true",
        "      mode: \"api\"",
        "  research:",
        "    kappa:",
        "      tau_derisk: ${TAU}",
        "      tau_pass: 0.72",
        "    metrics: {port: 9107}"
    };

    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    private static Profile profile(LoadOptions options) {
        return AuroraSettings.load(options).activeProfile();
    }

    @Test
    void shouldReadEveryProfileWhenAFileHoldsSeveral() {
        LoadOptions options = sources.profile("master.yaml", MASTER).withEnv(Map.of("TAU", "0.48"));
        AuroraSettings settings = AuroraSettings.load(options);

        assertThat(settings.profile("default").execution().baseNotional()).isEqualTo(2.0);
        assertThat(settings.profile("default").execution().scaleMap().derisk()).isEqualTo(0.4);
        assertThat(settings.profile("research").kappa().tauPass()).isEqualTo(0.72);
        assertThat(settings.profile("research").kappa().tauDerisk()).isEqualTo(0.48);
        assertThat(settings.http().port()).isEqualTo(9100);
        assertThat(settings.metrics().profileLabel()).contains("default");
        assertThat(settings.metrics().port()).isEqualTo(9108);
        assertThat(sources.warnings(options))
                .containsExactly(
                        "master.yaml:12: service.api.enabled=true: has no effect: whether a node serves HTTP is said by"
                                + " aurora.node.roles",
                        "master.yaml:16: service.api.expose_metrics_from_profile=default: has no effect: the metrics of all"
                                + " profiles are exposed, told apart by their label",
                        "master.yaml:24: metrics.port=9107: has no effect: it is a setting of the node, and profile research"
                                + " is not the one in force (default)");
    }

    @Test
    void shouldRefuseWithFileAndLineWhenAVariableIsNotSet() {
        assertThat(sources.refusal(sources.profile("master.yaml", MASTER)))
                .containsExactly("master.yaml:22: variable must be set or have a default: ${TAU}");
    }

    @Test
    void shouldMapProductionYamlWhenItIsReadWhole() {
        LoadOptions options = sources.profile(
                "production.yaml",
                "model:",
                "  teacher: {type: NFSDE, d_state: 16}",
                "  student:",
                "    checkpoint: s3://models/dssm_v1.2.pt",
                "certification:",
                "  icp: {alpha_base: 0.12, window: 800}",
                "  dro: {alpha: 0.06, eps_base: 0.1}",
                "  uncertainty: {gamma: 0.65}",
                "trading: {max_latency_ms: 90, position_limit: 0.5, stop_loss: 0.05}",
                "monitoring: {prometheus_port: 9090}");
        AuroraSettings settings = AuroraSettings.load(options);

        assertThat(settings.activeProfile().icp().a0()).isEqualTo(0.12);
        assertThat(settings.activeProfile().icp().window()).isEqualTo(800);
        assertThat(settings.activeProfile().kappa().gamma()).isEqualTo(0.65);
        assertThat(settings.activeProfile().guards().latencyP95().hard()).isEqualTo(90.0);
        assertThat(settings.offline().get("default").dro().alpha()).isEqualTo(0.06);
        assertThat(settings.offline().get("default").dro().epsBase()).isEqualTo(0.1);
        assertThat(sources.warnings(options))
                .hasSize(7)
                .contains(
                        "production.yaml:7: certification.dro.eps_base=0.1: the original projects' radius goes with"
                                + " dro.penalty=plain; their 0.1 is about 0.02 with wasserstein",
                        "production.yaml:4: model.student.checkpoint=s3://models/dssm_v1.2.pt: has no effect: models are"
                                + " folders named by aurora.inference.student and aurora.inference.router",
                        "production.yaml:9: trading.stop_loss=0.05: has no effect: positions are not certified here");
    }

    @Test
    void shouldStripPrefixesAndMapAliasesWhenNamesAreTheOriginalOnes() {
        Profile profile = profile(sources.profile(
                "p.yml",
                "governance:",
                "  acceptance: {surprisal_p95_guard: 1.9, coverage_lower_bound: 0.86}",
                "  default:",
                "    acceptance: {latency_p95_max_ms: 450, max_interval_rel_width: 0.07}",
                "    acceptance.hysteresis.dwell_pass: 10",
                "kappa.tau_pass: 0.75"));

        assertThat(profile.guards().surprisalP95().soft()).isEqualTo(1.9);
        assertThat(profile.guards().coverageEma().soft()).isEqualTo(0.86);
        assertThat(profile.guards().latencyP95().hard()).isEqualTo(450.0);
        assertThat(profile.guards().relWidthP95Soft()).hasValue(0.07);
        assertThat(profile.hysteresis().dwellPass()).isEqualTo(10);
        assertThat(profile.kappa().tauPass()).isEqualTo(0.75);
    }

    @Test
    void shouldTurnTheTriggerAroundAndSaySoWhenItIsTheOriginalOne() {
        LoadOptions options = sources.profile(
                "p.yaml", "fallback:", "  triggers: {latency: 140, coverage: 0.8, kappa_plus: 0.9, drawdown: 0.15}");

        assertThat(profile(options).triggers().kappa().limit()).isEqualTo(0.1);
        assertThat(profile(options).triggers().latency().limit()).isEqualTo(140.0);
        assertThat(sources.warnings(options))
                .containsExactly(
                        "p.yaml:2: triggers.drawdown=0.15: has no effect: a drawdown belongs to positions, which are not"
                                + " certified here",
                        "p.yaml:2: triggers.kappa_plus=0.9: kappa_plus is certainty here (higher is safer), so that 'above"
                                + " 0.9' was read as 'below 0.1' (triggers.kappa.limit)");
    }

    @Test
    void shouldWarnOnceWhenASettingHasTheOppositePolarity() {
        LoadOptions options = sources.profile("p.yaml", "triggers: {kappa: {limit: 0.9}}", "icp: {a1: 0.02}");

        assertThat(sources.warnings(options))
                .containsExactly(
                        "profile default: icp.a1=0.02, icp.a2=-0.01: a positive term narrows the interval in a transition; the"
                                + " original projects meant it to widen, which needs a negative one",
                        "profile default: triggers.kappa.limit=0.9: kappa_plus is certainty here (higher is safer) and the"
                                + " trigger acts below the limit; the original projects' 'above 0.9' is 'below 0.1'");
    }

    @Test
    void shouldFollowAnchorsAndMergeKeysWhenYamlUsesThem() {
        AuroraSettings settings = AuroraSettings.load(sources.profile(
                "p.yaml",
                "icp: &base {a0: 0.08, window: 700}",
                "profiles:",
                "  research:",
                "    icp: {<<: *base, window: 900}"));

        assertThat(settings.profile("default").icp().window()).isEqualTo(700);
        assertThat(settings.profile("research").icp().a0()).isEqualTo(0.08);
        assertThat(settings.profile("research").icp().window()).isEqualTo(900);
    }

    @Test
    void shouldRefuseWhenAFileSaysTwoThingsUnderTwoNames() {
        assertThat(refusal("certification: {icp: {window: 800}}", "icp: {window: 900}"))
                .containsExactly("p.yaml:2: given twice: aurora.profiles.default.icp.window=900, 800 at p.yaml:1");
    }

    @Test
    void shouldExpandVariablesWhenTheFileIsJson() {
        LoadOptions options =
                sources.profile("p.json", "{\"icp\": {\"a0\": \"${A0:-0.08}\", \"dtaci_gammas\": [\"${G}\", 0.1]}}");

        Profile profile = profile(options.withEnv(Map.of("G", "0.01")));

        assertThat(profile.icp().a0()).isEqualTo(0.08);
        assertThat(profile.icp().dtaciGammas()).containsExactly(0.01, 0.1);
        assertThat(sources.refusal(options)).containsExactly("p.json:1: variable must be set or have a default: ${G}");
    }

    @Test
    void shouldRefuseWithFileAndLineWhenYamlIsBad() {
        assertThat(refusal("icp:", "  windw: 5"))
                .containsExactly(
                        "p.yaml:2: unknown setting: aurora.profiles.default.icp.windw (did you mean icp.window?)");
        assertThat(refusal("icp: {a0: 0.1}", "icp: {a0: 0.2}")).containsExactly("p.yaml:2: key given twice: icp");
        assertThat(refusal("icp:", "  a0: [1", "x: y"))
                .hasSize(1)
                .allMatch(text -> text.startsWith("p.yaml:3: not YAML: "));
        assertThat(refusal("- a", "- b")).containsExactly("p.yaml:1: must be a map of settings");
        assertThat(refusal("icp: {a0: !!java.io.File [x]}"))
                .containsExactly("p.yaml:1: not YAML: Global tag is not allowed: tag:yaml.org,2002:java.io.File");
        assertThat(refusal("icp: &a", "  x: *a"))
                .containsExactly("p.yaml:1: nested too deeply, or an anchor that holds itself");
        assertThat(refusal("governance: {acceptence: {guards: {kappa_min: 0.3}}}"))
                .containsExactly("p.yaml:1: unknown setting: aurora.profiles.default.acceptence.guards.kappa_min"
                        + " (did you mean acceptance.guards.kappa_min?)");
    }

    @Test
    void shouldReadTheSameSettingsWhenTheFileIsHoconOrJson() {
        Profile yaml = profile(sources.profile("p.yaml", "icp: {a0: 0.08}", "holds: {error_rate_window: 10m}"));
        Profile json = profile(
                sources.profile("p.json", "{\"icp\": {\"a0\": 0.08}, \"holds\": {\"error_rate_window\": 600000}}"));
        Profile hocon = profile(sources.profile("p.conf", "icp.a0 = 0.08", "holds.error_rate_window = 10 minutes"));

        assertThat(List.of(json, hocon)).containsOnly(yaml);
        assertThat(yaml.holds().errorRateWindowMs()).isEqualTo(600_000L);
    }

    @Test
    void shouldChangeNothingWhenTheFileIsEmpty() {
        assertThat(profile(sources.profile("p.yaml", "# nothing")))
                .isEqualTo(AuroraSettings.defaults().activeProfile());
    }

    private List<String> refusal(String... lines) {
        return sources.refusal(sources.profile("p.yaml", lines));
    }
}
