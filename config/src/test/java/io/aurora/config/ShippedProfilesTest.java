package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TriggerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedProfilesTest {
    private final AuroraSettings settings = AuroraSettings.defaults();

    @Test
    void shouldShipFiveProfilesWhenNothingIsSet() {
        assertThat(settings.profiles().keySet())
                .containsExactly("conservative", "default", "replay", "research", "shadow");
        assertThat(settings.profile()).isEqualTo("default");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldComeBackBitForBitWhenWrittenCanonically() {
        settings.profiles().values().forEach(profile -> {
            String text = CanonicalSettings.text(profile);

            assertThat(CanonicalSettings.parse(text)).isEqualTo(profile);
            assertThat(CanonicalSettings.text(CanonicalSettings.parse(text))).isEqualTo(text);
        });
        assertThat(settings.profiles().values().stream().map(CanonicalSettings::digest))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldDependOnBarsAloneWhenTheProfileIsReplay() {
        Profile replay = settings.profile("replay");

        assertThat(replay.inferenceFallback()).isFalse();
        assertThat(replay.guards().latencyP95().enabled()).isFalse();
        assertThat(replay.guards().lag().enabled()).isFalse();
        assertThat(triggers(replay)).containsOnly(false);
        assertThat(replay.holds().kappaDropEnabled()).isFalse();
        assertThat(replay.holds().errorRateEnabled()).isFalse();
        assertThat(replay.icp()).isEqualTo(settings.profile("default").icp());
    }

    @Test
    void shouldJudgeEverythingWhenTheProfileIsDefault() {
        Profile standard = settings.profile("default");

        assertThat(standard.inferenceFallback()).isTrue();
        assertThat(triggers(standard)).containsOnly(true);
        assertThat(standard.holds().kappaDropEnabled()).isTrue();
        assertThat(standard.holds().errorRateEnabled()).isTrue();
        assertThat(standard.execution().obeyed()).isTrue();
    }

    @Test
    void shouldNotBeObeyedWhenTheProfileIsShadow() {
        assertThat(settings.profiles().values())
                .filteredOn(profile -> !profile.execution().obeyed())
                .extracting(Profile::name)
                .containsExactly("shadow");
    }

    @Test
    void shouldBlockSoonerWhenTheProfileIsConservative() {
        Profile standard = settings.profile("default");
        Profile careful = settings.profile("conservative");

        assertThat(careful.guards().coverageEma().soft())
                .isGreaterThan(standard.guards().coverageEma().soft());
        assertThat(careful.hysteresis().tauDeriskDown())
                .isGreaterThan(standard.hysteresis().tauDeriskDown());
        assertThat(careful.execution().scaleMap().derisk()).isEqualTo(0.25);
        assertThat(careful.icp().a0()).isEqualTo(0.05);
    }

    private static List<Boolean> triggers(Profile profile) {
        TriggerSettings triggers = profile.triggers();
        return List.of(
                triggers.latency().enabled(),
                triggers.coverage().enabled(),
                triggers.kappa().enabled());
    }
}
