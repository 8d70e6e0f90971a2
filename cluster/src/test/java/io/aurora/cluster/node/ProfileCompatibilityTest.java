package io.aurora.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileCompatibilityTest {
    private final ProfileCompatibility check = new ProfileCompatibility();

    @Test
    void shouldLetANodeInWhenItsProfilesAreTheClusters() {
        Config same = config(Map.of("default.icp.window", "1000"));

        assertThat(check.check(same, same)).isEqualTo(Valid$.MODULE$);
    }

    @Test
    void shouldNameTheKeysWhenProfilesDiffer() {
        ConfigValidation verdict = check.check(
                config(Map.of("default.icp.window", "500")),
                config(Map.of("default.icp.window", "1000", "shadow.icp.a0", "0.1")));

        assertThat(verdict).isInstanceOf(Invalid.class);
        assertThat(verdict.toString())
                .contains("nodes must agree: default.icp.window, joining=500, cluster=1000")
                .contains("nodes must agree: shadow.icp.a0, joining=absent, cluster=0.1");
    }

    @Test
    void shouldRefuseANodeWhenItTellsNoProfiles() {
        assertThat(check.check(ConfigFactory.empty(), config(Map.of("a", "b")))).isInstanceOf(Invalid.class);
    }

    private static Config config(Map<String, String> settings) {
        return ConfigFactory.parseMap(
                Map.of(ProfileCompatibility.KEY, ProfileCompatibility.lines(new TreeMap<>(settings))));
    }
}
