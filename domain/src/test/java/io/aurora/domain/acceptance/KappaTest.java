package io.aurora.domain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.settings.KappaSettings.Penalties;
import io.aurora.domain.settings.KappaSettings.Weights;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KappaTest {
    private static final KappaSettings SETTINGS = new KappaSettings(
            0.64,
            0.45,
            0.7,
            new Weights(0.4, 0.3, 0.3),
            new Penalties(0.15, 0.10, 0.15, 0.10),
            new KappaSettings.Bcc(250, 30, 0.10, 0.40));

    @Test
    void shouldStayBetweenZeroAndOneWhenInputsAreAnything() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double a = random.nextDouble();
            double b = (1.0 - a) * random.nextDouble();
            double model = Kappa.uModel(new double[] {a, b, 1.0 - a - b});
            double state = Kappa.uStatePlain(20.0 * random.nextDouble() - 10.0);
            double forecast = Kappa.uForecast(random.nextDouble(), 0.1 * random.nextDouble(), 1e-6);
            double kappa = Kappa.kappa(SETTINGS.weights(), state, model, forecast);
            assertThat(List.of(model, state, forecast, kappa))
                    .as("seed=%d", seed)
                    .allSatisfy(u -> assertThat(u).isBetween(0.0, 1.0));
        }
    }

    @Test
    void shouldLowerKappaWhenAnyUncertaintyRises() {
        double base = Kappa.kappa(SETTINGS.weights(), 0.2, 0.2, 0.2);
        assertThat(base - Kappa.kappa(SETTINGS.weights(), 0.3, 0.2, 0.2)).isEqualTo(0.04, within(1e-12));
        assertThat(base - Kappa.kappa(SETTINGS.weights(), 0.2, 0.3, 0.2)).isEqualTo(0.03, within(1e-12));
        assertThat(base - Kappa.kappa(SETTINGS.weights(), 0.2, 0.2, 0.3)).isEqualTo(0.03, within(1e-12));
    }

    @Test
    void shouldTurnNegativeWhenEveryPenaltyMeetsNoCertainty() {
        double worst = Kappa.kappaPlus(SETTINGS, 0.0, 0.0, GuardSet.of(Guard.values()));
        assertThat(worst).isEqualTo(-0.5, within(1e-12));
        assertThat(Kappa.kappaPlus(SETTINGS, 0.0, 0.0, GuardSet.of(Guard.KAPPA, Guard.LAG, Guard.MISS_STREAK)))
                .isZero();
    }

    @Test
    void shouldRefuseInputsWhenTheyAreNoProbabilitiesOrScales() {
        assertThatThrownBy(() -> Kappa.uModel(new double[] {0.5, 0.5})).hasMessage("must be 3: probabilities.length=2");
        assertThatThrownBy(() -> Kappa.uModel(new double[] {0.5, Double.NaN, 0.5}))
                .hasMessage("must be in [0.0, 1.0]: probabilities=NaN");
        assertThatThrownBy(() -> Kappa.uModel(new double[] {0.5, 0.5, 0.5}))
                .hasMessageContaining("probabilities.sum=1.5");
        assertThatThrownBy(() -> Kappa.uStateStudent(new double[0])).hasMessage("must be >= 1: sds.length=0");
        assertThatThrownBy(() -> Kappa.uStateStudent(new double[] {-0.1})).hasMessage("must be >= 0: sds=-0.1");
        assertThatThrownBy(() -> Kappa.uStatePlain(Double.NaN)).hasMessage("must be finite: rv_ratio=NaN");
        assertThatThrownBy(() -> Kappa.uForecast(Double.NaN, 0.1, 1e-6)).hasMessage("must be >= 0: width=NaN");
    }

    @Test
    void shouldJudgeDeficitsHarderThanSurplusesWhenBlocksAreOff() {
        assertThat(Bcc.of(SETTINGS.bcc(), 100, 90, 0.1)).isEqualTo(1.0, within(1e-12));
        assertThat(Bcc.of(SETTINGS.bcc(), 100, 85, 0.1)).isEqualTo(0.5, within(1e-12));
        assertThat(Bcc.of(SETTINGS.bcc(), 100, 80, 0.1)).isEqualTo(0.0, within(1e-12));
        assertThat(Bcc.of(SETTINGS.bcc(), 100, 0, 0.1)).isZero();
        assertThat(Bcc.of(SETTINGS.bcc(), 100, 100, 0.1)).isEqualTo(0.75, within(1e-12));
        assertThat(Bcc.of(SETTINGS.bcc(), 29, 0, Double.NaN)).isEqualTo(0.5);
    }
}
