package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aurora.domain.settings.CanonicalSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigCommandsTest {
    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    @Test
    void shouldShowValueAndPlaceWhenSettingsAreShown() {
        LoadOptions options = sources.config("aurora.store.password = \"env:PW\"", "aurora.store.pool_size = 20")
                .withEnv(Map.of("STORE_FILE", "/x"))
                .withOverrides("store.user=me");

        String shown = ConfigShow.show(options, ConfigShow.Format.HOCON, "aurora.store");

        assertThat(shown.replace(folder + "/", "").lines())
                .contains(
                        "aurora.store.password = \"***\" # aurora.conf:1",
                        "aurora.store.pool_size = 20 # aurora.conf:2",
                        "aurora.store.file = \"/x\" # environment",
                        "aurora.store.user = \"me\" # --set")
                .allMatch(line -> line.startsWith("aurora.store."))
                .anyMatch(line -> line.matches("aurora\\.store\\.write_batch = 200 # reference\\.conf:\\d+"));
    }

    @Test
    void shouldReadBackTheSameSettingsWhenShownAsHocon() {
        LoadOptions options =
                sources.config("aurora.profiles.mine.icp.a0 = 0.07", "aurora.symbols.\"A.B\".bar_length = 1m");

        Path file = sources.file("shown.conf", ConfigShow.show(options, ConfigShow.Format.HOCON, ""));

        assertThat(AuroraSettings.load(LoadOptions.defaults().withConfigFile(file)))
                .isEqualTo(AuroraSettings.load(options));
    }

    @Test
    void shouldGiveOriginsAndDigestsWhenShownAsJson() {
        AuroraSettings settings = AuroraSettings.defaults();

        Config json = ConfigFactory.parseString(ConfigShow.show(LoadOptions.defaults(), ConfigShow.Format.JSON, ""));

        assertThat(json.getString("digests.replay")).isEqualTo(CanonicalSettings.digest(settings.profile("replay")));
        assertThat(json.getInt("aurora.http.port")).isEqualTo(8080);
        assertThat(json.getObject("origins").get("aurora.http.port").unwrapped().toString())
                .matches("reference\\.conf:\\d+");
        assertThat(json.getList("warnings")).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheSectionToShowIsUnknown() {
        assertThatThrownBy(() -> ConfigShow.show(LoadOptions.defaults(), ConfigShow.Format.HOCON, "aurora.htp"))
                .hasMessage("config show: unknown section: aurora.htp (did you mean aurora.http?)");
    }

    @Test
    void shouldReportInsteadOfThrowingWhenSettingsAreValidated() {
        ConfigValidate.Report bad =
                ConfigValidate.check(LoadOptions.defaults().withOverrides("icp.a0=2", "http.prot=1"));
        ConfigValidate.Report odd = ConfigValidate.check(LoadOptions.defaults().withOverrides("icp.a2=0.01"));

        assertThat(bad.isGood()).isFalse();
        assertThat(bad.problems())
                .extracting(Problem::key)
                .containsExactly("aurora.http.prot", "aurora.profiles.default.icp.a0");
        assertThat(odd.isGood()).isTrue();
        assertThat(odd.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ConfigConvert.Format.class)
    void shouldSayTheSameWhenAProfileIsConverted(ConfigConvert.Format format) {
        LoadOptions options = sources.profile(
                "master.yaml",
                "governance:",
                "  default:",
                "    acceptance: {surprisal_p95_guard: 1.9}",
                "    icp: {dtaci_gammas: [0.01, 0.1], sigma_floor: 1.0e-7, quantile: weighted}",
                "    holds: {error_rate_window: 10m, kappa_drop_enabled: off}");

        ConfigConvert.Converted converted = ConfigConvert.convert(options, format);

        assertThat(converted.text()).contains("surprisal_p95").doesNotContain("surprisal_p95_guard", "governance");
        assertThat(reload(converted, format).profiles())
                .isEqualTo(AuroraSettings.load(options).profiles());
    }

    @ParameterizedTest
    @EnumSource(ConfigConvert.Format.class)
    void shouldKeepProfilesAndNodeSettingsApartWhenAFileHoldsBoth(ConfigConvert.Format format) {
        LoadOptions options = sources.profile(
                "master.yaml", "profiles:", "  default: {service: {api: {port: 9100}}}", "  mine: {icp: {a0: 0.07}}");

        AuroraSettings again = reload(ConfigConvert.convert(options, format), format);

        assertThat(again).isEqualTo(AuroraSettings.load(options));
        assertThat(again.http().port()).isEqualTo(9100);
        assertThat(again.profile("mine").icp().a0()).isEqualTo(0.07);
    }

    private AuroraSettings reload(ConfigConvert.Converted converted, ConfigConvert.Format format) {
        String ending = switch (format) {
            case HOCON -> "conf";
            case JSON -> "json";
            case YAML -> "yaml";
        };
        return AuroraSettings.load(sources.profile("again." + ending, converted.text()));
    }
}
