package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.TraceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrategistSettingsTest {
    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    @Test
    void shouldHaveTheDefaultPolicyWhenNothingIsSaid() {
        StrategistSettings settings = AuroraSettings.defaults().strategist();

        assertThat(settings.policies())
                .containsOnly(Map.entry(
                        "default",
                        new PolicySettings(
                                new PolicyTerms(
                                        "default", 64, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM),
                                Exploration.DEFAULT,
                                50_000,
                                Duration.ofDays(7),
                                100_000)));
        assertThat(settings.policies().get("default").openTracesPerPartition()).isEqualTo(781);
        assertThat(settings.policies().get("default").dedupeWindowPerPartition())
                .isEqualTo(1_562);
        assertThat(settings.snapshotEvery()).isEqualTo(20_000);
        assertThat(settings.router().url()).isEmpty();
        assertThat(settings.psi().longestWait()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void shouldTakeFromTheStrategistWhatAPolicyDoesNotSay() {
        StrategistSettings settings = AuroraSettings.load(sources.config(
                        "aurora.strategist {",
                        "  alpha = 0.3, reward.latency_ref = 1500us, regions = [eu, us-east-1]",
                        "  policies.fast { partitions = 8, epsilon = 0.2, reward { cost_ref = 3 } }",
                        "}"))
                .strategist();

        PolicySettings fast = settings.policies().get("fast");
        assertThat(settings.policies()).containsOnlyKeys("default", "fast");
        assertThat(fast.terms())
                .isEqualTo(new PolicyTerms(
                        "fast",
                        8,
                        0.3,
                        0.92,
                        List.of("eu", "us-east-1"),
                        new RewardTerms(1.5, 3.0, 0.6, 0.2, 0.2),
                        StateKey.FORM));
        assertThat(fast.exploration().epsilon()).isEqualTo(0.2);
        assertThat(settings.policies().get("default").terms().partitions()).isEqualTo(64);
    }

    @Test
    void shouldReadTheNamesOfTheOriginalProjectWhenTheEnvironmentHasThem() {
        StrategistSettings settings = AuroraSettings.load(LoadOptions.defaults()
                        .withEnv(Map.of(
                                "AURORA_ROUTER_URL", "http://aurora-router:8080",
                                "PSI_URL", "http://psi-field:8000",
                                "EPSILON", "0.05",
                                "GAMMA", "0.5",
                                "ALPHA", "0.1",
                                "CACHE_TTL_S", "2.5")))
                .strategist();

        PolicySettings policy = settings.policies().get("default");
        assertThat(settings.router().url()).contains("http://aurora-router:8080");
        assertThat(settings.psi().url()).contains("http://psi-field:8000");
        assertThat(settings.psi().cacheTtl()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(policy.exploration().epsilon()).isEqualTo(0.05);
        assertThat(policy.terms().gamma()).isEqualTo(0.5);
        assertThat(policy.terms().alpha()).isEqualTo(0.1);
    }

    static Stream<Arguments> bad() {
        String s = "aurora.strategist.";
        return Stream.of(
                Arguments.of(s + "alfa = 1", "unknown setting: " + s + "alfa (did you mean " + s + "alpha?)"),
                Arguments.of(
                        s + "policies.a.epsilom = 1",
                        "unknown setting: " + s + "policies.a.epsilom (did you mean epsilon?)"),
                Arguments.of(
                        s + "policies.a.router.failures = 1", "unknown setting: " + s + "policies.a.router.failures"),
                Arguments.of(s + "policies.a = 5", "must be a section: " + s + "policies.a=5"),
                Arguments.of(s + "policies.\"A b\" {}", "must match [a-z0-9_-]{1,32}: policy=A b"),
                Arguments.of(s + "partitions = 5000", "must be in [1, 4096]: " + s + "partitions=5000"),
                Arguments.of(s + "alpha = 0", "must be in (0, 1]: " + s + "alpha=0.0"),
                Arguments.of(s + "gamma = 1", "must be in [0, 1): " + s + "gamma=1.0"),
                Arguments.of(s + "epsilon = 1.5", "must be in [0.0, 1.0]: " + s + "epsilon=1.5"),
                Arguments.of(s + "epsilon_decay = -1", "must be >= 0: " + s + "epsilon_decay=-1.0"),
                Arguments.of(
                        s + "policies.a.epsilon_min = 2", "must be in [0.0, 1.0]: " + s + "policies.a.epsilon_min=2.0"),
                Arguments.of(s + "regions = [eu, eu]", "must differ: " + s + "regions=[eu, eu]"),
                Arguments.of(
                        s + "regions = [other]",
                        "must match [A-Za-z0-9._-]{1,64} and not be 'other' or 'none': " + s + "regions=other"),
                Arguments.of(
                        s + "max_open_traces = 63",
                        "max_open_traces must be >= partitions (each has an equal share): " + s + "max_open_traces=63, "
                                + s + "partitions=64"),
                Arguments.of(s + "trace_ttl = 0s", "must be > 0: " + s + "trace_ttl=0ms"),
                Arguments.of(
                        s + "reward.slo_weight = 0.3",
                        "weights must add up to 1: " + s + "reward.latency_weight=0.6, " + s
                                + "reward.cost_weight=0.2, " + s + "reward.slo_weight=0.3"),
                Arguments.of(
                        s + "reward.latency_ref = fast",
                        "must be a duration, for instance 500 ms: " + s + "reward.latency_ref=fast"),
                Arguments.of(
                        s + "router.attempt_timeout = 1s",
                        "attempt_timeout must be <= timeout: " + s + "router.attempt_timeout=1s, " + s
                                + "router.timeout=300ms"),
                Arguments.of(
                        s + "router.url = \"router:80\"",
                        "must be an address http://... or https://...: " + s + "router.url=router:80"),
                Arguments.of(
                        s + "psi.url = \"http://u:p@psi/\"", "must not hold user or password: " + s + "psi.url=***"),
                Arguments.of(s + "psi.cache_ttl = 0s", "must be > 0: " + s + "psi.cache_ttl=0ms"),
                Arguments.of(s + "snapshot_every = 0", "must be >= 1: " + s + "snapshot_every=0"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldNameFileLineKeyValueAndRuleOnceWhenASettingIsBad(String line, String expected) {
        assertThat(sources.refusal(sources.config("aurora.strategist.policies.more {}", line)))
                .containsExactly("aurora.conf:2: " + expected);
    }

    @Test
    void shouldRefuseAPolicyWhenAnotherHasItsTag() {
        Map<Integer, String> names = new HashMap<>();
        String first = null;
        String second = null;
        for (int i = 0; first == null; i++) {
            second = "p" + i;
            first = names.putIfAbsent(TraceId.tagOf(second), second);
        }

        assertThat(sources.refusal(
                        sources.config("aurora.strategist.policies { " + first + " {}, " + second + " {} }")))
                .singleElement()
                .asString()
                .startsWith("aurora.conf:1: must not have the tag of another policy (rename one): policy=")
                .contains(first, second);
    }

    @Test
    void shouldRefuseTheVariableWhenItIsNoNumberOfSeconds() {
        assertThat(sources.refusal(LoadOptions.defaults().withEnv(Map.of("CACHE_TTL_S", "soon"))))
                .containsExactly(
                        "environment: must be a duration, for instance 500 ms: aurora.strategist.psi.cache_ttl=soon");
        assertThat(sources.refusal(LoadOptions.defaults().withEnv(Map.of("EPSILON", "2"))))
                .containsExactly("environment: must be in [0.0, 1.0]: aurora.strategist.epsilon=2.0");
    }

    @Test
    void shouldShowWhatIsInForceWithItsPlaceWhenAPolicyInherits() {
        String shown = ConfigShow.show(
                sources.config("aurora.strategist.policies.a.alpha = 0.4"),
                ConfigShow.Format.HOCON,
                "aurora.strategist.policies.a");

        assertThat(shown)
                .contains("aurora.strategist.policies.a.alpha = 0.4 # ")
                .contains("aurora.strategist.policies.a.gamma = 0.92 # reference.conf");
    }
}
