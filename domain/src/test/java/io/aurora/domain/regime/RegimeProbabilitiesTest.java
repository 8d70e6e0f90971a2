package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegimeProbabilitiesTest {
    @Test
    void shouldNameLikeliestRegimeWhenOneLeads() {
        assertThat(new RegimeProbabilities(0.6, 0.3, 0.1).regime()).isEqualTo(Regime.AR);
        assertThat(new RegimeProbabilities(0.1, 0.6, 0.3).regime()).isEqualTo(Regime.ARMA);
        assertThat(new RegimeProbabilities(0.1, 0.3, 0.6).regime()).isEqualTo(Regime.GARCH);
        assertThat(new RegimeProbabilities(0.1, 0.3, 0.6).max()).isEqualTo(0.6);
    }

    @Test
    void shouldNameFirstRegimeWhenProbabilitiesTie() {
        assertThat(RegimeProbabilities.uniform().regime()).isEqualTo(Regime.AR);
        assertThat(new RegimeProbabilities(0.2, 0.4, 0.4).regime()).isEqualTo(Regime.ARMA);
        assertThat(new RegimeProbabilities(0.4, 0.2, 0.4).regime()).isEqualTo(Regime.AR);
    }

    @Test
    void shouldAcceptRoundingWhenSumIsNearlyOne() {
        assertThat(new RegimeProbabilities(0.5, 0.5, 5e-10).max()).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseProbabilitiesWhenTheyAreNone() {
        assertThatThrownBy(() -> new RegimeProbabilities(0.5, 0.5, 2e-9))
                .hasMessageContaining("p_ar + p_arma + p_garch");
        assertThatThrownBy(() -> new RegimeProbabilities(-0.1, 0.6, 0.5)).hasMessageContaining("p_ar=-0.1");
        assertThatThrownBy(() -> new RegimeProbabilities(0.5, Double.NaN, 0.5)).hasMessageContaining("p_arma=NaN");
        assertThatThrownBy(() -> new RegimeProbabilities(0.0, 0.0, 1.1)).hasMessageContaining("p_garch=1.1");
    }
}
