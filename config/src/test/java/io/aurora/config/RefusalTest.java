package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    static Stream<Arguments> settings() {
        String p = "aurora.profiles.default.";
        return Stream.of(
                Arguments.of(p + "icp.windw = 5", "unknown setting: " + p + "icp.windw (did you mean icp.window?)"),
                Arguments.of(
                        p + "acceptance.hysteresis.dwel_pass = 5",
                        "unknown setting: " + p + "acceptance.hysteresis.dwel_pass"
                                + " (did you mean acceptance.hysteresis.dwell_pass?)"),
                Arguments.of(
                        "aurora.http.prot = 1", "unknown setting: aurora.http.prot (did you mean aurora.http.port?)"),
                Arguments.of("aurora.htp {}", "unknown setting: aurora.htp (did you mean aurora.http?)"),
                Arguments.of("aurora.zzzzzz = 1", "unknown setting: aurora.zzzzzz"),
                Arguments.of(
                        "aurora.symbols.BTC.bar_lenght = 1m",
                        "unknown setting: aurora.symbols.BTC.bar_lenght (did you mean bar_length?)"),
                Arguments.of("aurora.http = 5", "must be a section: aurora.http=5"),
                Arguments.of("aurora.profiles = 5", "must be a section: aurora.profiles=5"),
                Arguments.of(p + "icp.a0 = 0.7", "must be in [1.0E-6, 0.5]: " + p + "icp.a0=0.7"),
                Arguments.of(p + "icp.a0 = abc", "must be a number: " + p + "icp.a0=abc"),
                Arguments.of(p + "icp.a0 = null", "must be a single value: " + p + "icp.a0=null"),
                Arguments.of(p + "icp.a0 = NaN", "must be in [1.0E-6, 0.5]: " + p + "icp.a0=NaN"),
                Arguments.of(p + "icp.window = 10.5", "must be a whole number: " + p + "icp.window=10.5"),
                Arguments.of(p + "icp.window = 10", "must be >= 100: " + p + "icp.window=10"),
                Arguments.of(
                        p + "icp.quantile = windw",
                        "must be one of window, weighted, p2 (did you mean window?): " + p + "icp.quantile=windw"),
                Arguments.of(
                        p + "icp.dtaci_gammas = 0.1",
                        "must be a list, for instance [a, b]: " + p + "icp.dtaci_gammas=0.1"),
                Arguments.of(
                        p + "triggers.kappa.enabled = maybe",
                        "must be on or off: " + p + "triggers.kappa.enabled=maybe"),
                Arguments.of(
                        p + "holds.error_rate_window = soon",
                        "must be a duration, for instance 500 ms: " + p + "holds.error_rate_window=soon"));
    }

    static Stream<Arguments> conflicts() {
        String p = "aurora.profiles.default.";
        return Stream.of(
                Arguments.of(
                        p + "acceptance.guards.latency_p95.soft = 200",
                        "soft must be <= hard: " + p + "acceptance.guards.latency_p95.soft=200.0, " + p
                                + "acceptance.guards.latency_p95.hard=100.0"),
                Arguments.of(
                        p + "acceptance.guards.coverage_ema.hard = 0.9",
                        "hard must be <= soft: " + p + "acceptance.guards.coverage_ema.hard=0.9, " + p
                                + "acceptance.guards.coverage_ema.soft=0.85"),
                Arguments.of(
                        p + "acceptance.hysteresis.extended = 30",
                        "acceptance.hysteresis.extended must be <= acceptance.hysteresis.cooldown: " + p
                                + "acceptance.hysteresis.extended=30, " + p + "acceptance.hysteresis.cooldown=20"),
                Arguments.of(
                        p + "triggers.coverage.limit = 1.5",
                        "must be in [0.0, 1.0]: " + p + "triggers.coverage.limit=1.5"));
    }

    static Stream<Arguments> nodeSettings() {
        return Stream.of(
                Arguments.of(
                        "aurora.http.max_body = big", "must be a size, for instance 64 KiB: aurora.http.max_body=big"),
                Arguments.of(
                        "aurora.http.host = 0.0.0.0",
                        "must be a loopback address (any other needs access control, which is not available):"
                                + " aurora.http.host=0.0.0.0"),
                Arguments.of(
                        "aurora.actor.checkpoint_every = 700",
                        "checkpoint_every must be a multiple of snapshot_every: aurora.actor.checkpoint_every=700,"
                                + " aurora.actor.snapshot_every=500"),
                Arguments.of(
                        "aurora.store.password = geheim",
                        "must be a reference file:PATH or env:NAME: aurora.store.password=***"),
                Arguments.of(
                        "aurora.store.url = \"jdbc:postgresql://h/d?password=geheim\"",
                        "must not hold user or password (use user and password): aurora.store.url=***"),
                Arguments.of(
                        "aurora.store.kind = postgresql",
                        "url must be set with PostgreSQL: aurora.store.kind=postgresql, aurora.store.url=''"),
                Arguments.of(
                        "aurora.feed.kind = file",
                        "a file feed needs files: aurora.feed.kind=file, aurora.feed.file.paths=[]"),
                Arguments.of(
                        "aurora.symbols.\"a/b\" {}",
                        "must match [A-Za-z0-9._-]{1,32}: symbol=a/b (write '-' instead of '/')"),
                Arguments.of(
                        "aurora.symbols.BTC { bar_length = 1m, grid_offset = 2m }",
                        "must be in [0, bar_length): aurora.symbols.BTC.grid_offset=120000ms,"
                                + " aurora.symbols.BTC.bar_length=60000ms"),
                Arguments.of(
                        "aurora.symbols.BTC.profile = shadw",
                        "unknown profile: shadw (did you mean shadow?); known: conservative, default, replay, research,"
                                + " shadow: aurora.symbols.BTC.profile=shadw"),
                Arguments.of(
                        "aurora { symbols.auto_create = off, feed.builtin.symbols = [SIM-BTX] }",
                        "must be declared where symbols.auto_create is off: aurora.feed.builtin.symbols=SIM-BTX"
                                + " (did you mean SIM-BTC?)"),
                Arguments.of("aurora.profiles.\"a b\" {}", "must match [A-Za-z0-9_-]{1,32}: name=a b"));
    }

    @ParameterizedTest
    @MethodSource({"settings", "conflicts", "nodeSettings"})
    void shouldNameFileLineKeyValueAndRuleWhenASettingIsBad(String line, String expected) {
        assertThat(sources.refusal(sources.config("# first line", line))).containsExactly("aurora.conf:2: " + expected);
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        LoadOptions options = sources.config(
                "aurora.http.prot = 1", "aurora.profiles.shadow.icp.a0 = 2", "aurora.profiles.shadow.kappa.gamma = x");

        assertThat(sources.refusal(options))
                .containsExactly(
                        "aurora.conf:1: unknown setting: aurora.http.prot (did you mean aurora.http.port?)",
                        "aurora.conf:2: must be in [1.0E-6, 0.5]: aurora.profiles.shadow.icp.a0=2.0",
                        "aurora.conf:3: must be a number: aurora.profiles.shadow.kappa.gamma=x");
    }

    @Test
    void shouldNameTheSourceWhenAnOverrideOrAVariableIsBad() {
        assertThat(sources.refusal(LoadOptions.defaults().withOverrides("icp.windw=5")))
                .containsExactly(
                        "--set: unknown setting: aurora.profiles.default.icp.windw (did you mean icp.window?)");
        assertThat(sources.refusal(LoadOptions.defaults().withOverrides("http.prot=5", "inference.max_bach=5")))
                .containsExactly(
                        "--set: unknown setting: aurora.http.prot (did you mean aurora.http.port?)",
                        "--set: unknown setting: aurora.profiles.default.inference.max_bach"
                                + " (did you mean aurora.inference.max_batch?)");
        assertThat(sources.refusal(LoadOptions.defaults().withOverrides("acceptance.surprisal_p95_gard=5")))
                .containsExactly("--set: unknown setting: aurora.profiles.default.acceptance.surprisal_p95_gard"
                        + " (did you mean acceptance.surprisal_p95_guard?)");
        assertThat(sources.refusal(LoadOptions.defaults().withOverrides("icp.a0")))
                .containsExactly("--set: must read path=value: icp.a0");
        assertThat(sources.refusal(LoadOptions.defaults().withOverrides("icp.dtaci_gammas=[0.1")))
                .containsExactly("--set: not readable: icp.dtaci_gammas=[0.1");
        assertThat(sources.refusal(LoadOptions.defaults().withEnv(Map.of("PORT", "http"))))
                .containsExactly("environment: must be a whole number: aurora.http.port=http");
        assertThat(sources.refusal(LoadOptions.defaults().withProfile("shado")))
                .containsExactly(
                        "--profile: unknown profile: shado (did you mean shadow?); known: conservative, default,"
                                + " replay, research, shadow: aurora.profile=shado");
    }

    @Test
    void shouldNameTheFileWhenItCannotBeRead() {
        assertThat(sources.refusal(LoadOptions.defaults().withProfileFile(folder.resolve("none.yaml"))))
                .containsExactly("none.yaml: file must exist: file=none.yaml");
        assertThat(sources.refusal(sources.profile("p.ini", "a=1")))
                .containsExactly("p.ini: must end in .conf, .json, .yaml or .yml: file=p.ini");
        assertThat(sources.refusal(sources.config("http.port = 1")))
                .containsExactly("aurora.conf: must hold a section aurora { ... }");
        assertThat(sources.refusal(sources.config("aurora.http.port = ${NOBODY}")))
                .containsExactly(
                        "aurora.conf:1: not readable as HOCON or JSON: Could not resolve substitution to a value:"
                                + " ${NOBODY}");
    }

    @Test
    void shouldNameTheNearMissWhenAProfileIsAskedFor() {
        assertThatThrownBy(() -> AuroraSettings.defaults().profile("replya"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "profile: unknown profile: replya (did you mean replay?); known: conservative, default, replay,"
                                + " research, shadow");
    }
}
