package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OpenForecastTest {
    private static final IcpSettings SETTINGS = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW);

    private final ConformalState state = new ConformalState(SETTINGS, ConformalFixture.BCC);

    @Test
    void shouldCoverBothEndsWhenTheOutcomeTouchesThem() {
        OpenForecast forecast = new OpenForecast(0.0, 0.01, 1.0, -0.02, 0.02, 0.1, false);
        assertThat(forecast.covers(-0.02)).isTrue();
        assertThat(forecast.covers(0.02)).isTrue();
        assertThat(forecast.covers(Math.nextUp(0.02))).isFalse();
        assertThat(forecast.score(0.02)).isEqualTo(2.0);
    }

    @Test
    void shouldNameTheFieldWhenAForecastIsNoForecast() {
        assertThatThrownBy(() -> new OpenForecast(Double.NaN, 0.01, 1.0, -0.02, 0.02, 0.1, false))
                .hasMessage("must be finite: forecast.yhat=NaN");
        assertThatThrownBy(() -> new OpenForecast(0.0, 0.0, 1.0, -0.02, 0.02, 0.1, false))
                .hasMessage("must be > 0: forecast.sigma=0.0");
        assertThatThrownBy(() -> new OpenForecast(0.0, 0.01, 1.0, 0.03, 0.02, 0.1, false))
                .hasMessage("forecast.lo must be <= forecast.hi: forecast.lo=0.03, forecast.hi=0.02");
    }

    @Test
    void shouldRefuseANaNWhenItIsSettledOrForecast() {
        OpenForecast forecast = new OpenForecast(0.0, 0.01, 1.0, -0.02, 0.02, 0.1, false);
        assertThatThrownBy(() -> state.settle(SETTINGS, forecast, Double.NaN))
                .hasMessage("must be finite: settlement.y=NaN");
        assertThatThrownBy(() -> state.previewForecast(SETTINGS, Optional.empty(), 0.0, Double.NaN, false, 0.0))
                .hasMessage("must be >= 0: forecast.sigma=NaN");
        assertThatThrownBy(() -> state.previewForecast(SETTINGS, Optional.empty(), 0.0, 0.01, false, Double.NaN))
                .hasMessage("must be finite: aci_ema=NaN");
        assertThat(state).isEqualTo(new ConformalState(SETTINGS, ConformalFixture.BCC));
    }

    @Test
    void shouldWidenToTheForcedInflationWhenATriggerHoldsIt() {
        NextInterval free = state.previewForecast(SETTINGS, Optional.empty(), 0.0, 0.01, false, 0.0);
        IntervalStance stance = new IntervalStance(1.0, 1.0, OptionalDouble.of(1.25));
        NextInterval forced = state.previewForecast(SETTINGS, Optional.empty(), 0.0, 0.01, false, 0.0, stance);
        assertThat(free.inflation()).isEqualTo(1.0);
        assertThat(forced.inflation()).isEqualTo(1.25);
        assertThat(forced.halfWidth()).isEqualTo(free.halfWidth() * 1.25);
    }

    @Test
    void shouldHalveTheTargetAndWidenWhenARiskModeDemandsIt() {
        IntervalStance stance = new IntervalStance(0.5, 1.1, OptionalDouble.empty());
        NextInterval cautious = state.previewForecast(SETTINGS, Optional.empty(), 0.0, 0.01, false, 0.0, stance);
        assertThat(cautious.alphaTarget()).isEqualTo(0.05);
        assertThat(cautious.inflation()).isEqualTo(1.1);
    }

    @Test
    void shouldFloorTheScaleWhenSigmaIsZero() {
        NextInterval next = state.previewForecast(SETTINGS, Optional.empty(), 0.001, 0.0, false, 0.0);
        assertThat(next.sigma()).isEqualTo(1e-6);
        assertThat(next.hi()).isEqualTo(0.001 + next.q() * 1e-6);
    }

    @Test
    void shouldShowTheStartWhenNothingHasSettled() {
        Stats stats = state.stats(SETTINGS);
        assertThat(stats)
                .isEqualTo(new Stats(stats.alpha(), 0.1, 0.9, OptionalDouble.empty(), stats.qHat(), 1.0, 0, 0));
        assertThat(stats.alpha()).isBetween(0.1 - 1e-15, 0.1 + 1e-15);
        assertThat(state.bcc()).isEqualTo(0.5);
        assertThat(state.surprisalP95(SETTINGS)).isEmpty();
    }
}
