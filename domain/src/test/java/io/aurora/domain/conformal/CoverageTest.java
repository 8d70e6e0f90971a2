package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the intervals promise: coverage of exchangeable scores, and recovery where they are not. */
class CoverageTest {
    private static final int REPETITIONS = 4000;
    /** Standard deviations of the binomial: a true 0.9 falls outside once in 16,000 runs. */
    private static final double BOUND = 4.0;

    @Test
    void shouldCoverExactlyAsPromisedWhenScoresAreExchangeable() {
        long seed = 11L;
        // 99 scores: the 90th smallest covers with probability 90/100
        double coverage = coverage(QuantileKind.WINDOW, 99, seed);
        assertThat(coverage).as("seed=%d", seed).isBetween(0.9 - margin(), 0.9 + margin());
    }

    @Test
    void shouldCoverAtLeastAsPromisedWhenExchangeableScoresAreWeighted() {
        long seed = 12L;
        double coverage = coverage(QuantileKind.WEIGHTED, 150, seed);
        assertThat(coverage).as("seed=%d", seed).isBetween(0.9 - margin(), 0.9 + 2.0 / 150 + margin());
    }

    private static double margin() {
        return BOUND * Math.sqrt(0.9 * 0.1 / REPETITIONS);
    }

    private static double coverage(QuantileKind kind, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IcpSettings settings = ConformalFixture.settings(ControllerKind.ACI, kind);
        int covered = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            ScoreWindow window = new ScoreWindow(settings);
            for (int i = 0; i < n; i++) {
                window.push(heavy(random));
            }
            covered += heavy(random) <= window.quantile(0.1) ? 1 : 0;
        }
        return covered / (double) REPETITIONS;
    }

    /** A Student-like score: the promise holds for any distribution. */
    private static double heavy(SplittableRandom random) {
        return Math.abs(ConformalFixture.gaussian(random)) / Math.sqrt(0.1 + random.nextDouble());
    }

    /** Scores after bar 1500 are 2.5 times as large as the forecaster's sigma says. */
    private static double[] hitRates(IcpSettings settings, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        int[] hits = new int[3];
        for (int bar = 0; bar < 2500; bar++) {
            NextInterval next = state.previewForecast(settings, Optional.empty(), 0.0, 0.01, false, 0.0);
            double y = 0.01 * (bar < 1500 ? 1.0 : 2.5) * ConformalFixture.gaussian(random);
            int phase = bar >= 2000 ? 2 : bar >= 1500 ? 1 : 0;
            hits[phase] += next.open().covers(y) && (phase > 0 || bar >= 1000) ? 1 : 0;
            state.opened(next.alpha(), next.alphaTarget(), next.inflation());
            state.settle(settings, next.open(), y);
        }
        return new double[] {hits[0] / 500.0, hits[1] / 500.0, hits[2] / 500.0};
    }

    @ParameterizedTest
    @EnumSource(ControllerKind.class)
    void shouldRecoverItsCoverageWhenTheRegimeShifts(ControllerKind controller) {
        long seed = 21L;
        double[] rates = hitRates(ConformalFixture.settings(controller, QuantileKind.WINDOW), seed);
        String what = controller + " seed=" + seed;
        double margin = BOUND * Math.sqrt(0.9 * 0.1 / 500.0);
        assertThat(rates[0]).as(what + " calm").isBetween(0.9 - margin, 0.9 + margin);
        assertThat(rates[2]).as(what + " after").isBetween(0.9 - margin, 0.9 + margin);
    }

    @Test
    void shouldLoseItsCoverageForAWhileWhenTheRegimeShiftsUnderAFixedAlpha() {
        long seed = 21L;
        IcpSettings adaptive = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW);
        IcpSettings fixed = ConformalFixture.fixedAlpha(QuantileKind.WINDOW);
        double lost = hitRates(fixed, seed)[1];
        assertThat(lost).as("fixed alpha, seed=%d", seed).isLessThan(0.85);
        assertThat(hitRates(adaptive, seed)[1]).as("dtaci, seed=%d", seed).isGreaterThan(lost + 0.02);
    }
}
