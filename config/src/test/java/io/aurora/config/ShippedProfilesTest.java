package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.settings.CanonicalSettings;
import org.junit.jupiter.api.Test;

class ShippedProfilesTest {
    private final AuroraSettings settings = AuroraSettings.defaults();

    @Test
    void shouldShipFiveProfilesWhenNothingIsSet() {
        assertThat(settings.profiles().keySet())
                .containsExactly("conservative", "default", "replay", "research", "shadow");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldComeBackBitForBitWhenWrittenCanonically() {
        settings.profiles().values().forEach(profile -> {
            String text = CanonicalSettings.text(profile);

            assertThat(CanonicalSettings.parse(text)).isEqualTo(profile);
            assertThat(CanonicalSettings.text(CanonicalSettings.parse(text))).isEqualTo(text);
        });
    }
}
