package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BicRouterTest {
    private static final int N = 128;

    @Test
    void shouldWeighCriteriaWhenFitsAreGiven() {
        double[] returns = new SeriesMaker(3).series(2, N);
        double penalty = Math.log(N - 1);
        double ar = Math.exp(Ar1Fit.of(returns).orElseThrow().logLikelihood() - 1.5 * penalty);
        double arma = Math.exp(Arma11Fit.of(returns).orElseThrow().logLikelihood() - 2.0 * penalty);
        double garch = Math.exp(Garch11Fit.of(returns).orElseThrow().logLikelihood() - 2.0 * penalty);
        RegimeProbabilities actual = BicRouter.fit(returns).orElseThrow();
        double sum = ar + arma + garch;
        assertThat(actual.ar()).isCloseTo(ar / sum, within(1e-9));
        assertThat(actual.arma()).isCloseTo(arma / sum, within(1e-9));
        assertThat(actual.garch()).isCloseTo(garch / sum, within(1e-9));
    }

    @Test
    void shouldNameTrueRegimeWhenSampleIsLong() {
        SeriesMaker maker = new SeriesMaker(5);
        assertThat(regime(maker.arma(2_000, 0.5, 0.0))).isEqualTo(Regime.AR);
        assertThat(regime(maker.arma(2_000, 0.6, 0.5))).isEqualTo(Regime.ARMA);
        assertThat(regime(maker.garch(2_000, 0.2, 0.7))).isEqualTo(Regime.GARCH);
    }

    @Test
    void shouldNotDependOnScaleOrShiftWhenSeriesIsTransformed() {
        for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
            double[] returns = new SeriesMaker(40 + kind).series(kind, N);
            double[] moved = Arrays.stream(returns).map(r -> 0.5 - 300.0 * r).toArray();
            RegimeProbabilities plain = BicRouter.fit(returns).orElseThrow();
            RegimeProbabilities other = BicRouter.fit(moved).orElseThrow();
            assertThat(other.ar()).as("kind %d", kind).isCloseTo(plain.ar(), within(1e-6));
            assertThat(other.garch()).as("kind %d", kind).isCloseTo(plain.garch(), within(1e-6));
        }
    }

    @Test
    void shouldGiveSameBitsWhenFittedAgain() {
        double[] returns = new SeriesMaker(11).series(4, N);
        RegimeProbabilities first = BicRouter.fit(returns).orElseThrow();
        BicRouter.fit(new SeriesMaker(12).series(6, N));
        assertThat(BicRouter.fit(returns.clone())).contains(first);
    }

    @Test
    void shouldBeEmptyWhenFitIsUndefined() {
        double[] constant = new double[N];
        Arrays.fill(constant, -0.004);
        double[] alternating = new double[N];
        double[] firstOnly = new double[N];
        firstOnly[0] = 0.01;
        double[] lastOnly = new double[N];
        lastOnly[N - 1] = 0.01;
        double[] broken = new SeriesMaker(1).series(0, N);
        broken[5] = Double.NaN;
        double[] infinite = new SeriesMaker(1).series(0, N);
        infinite[N - 1] = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < N; t++) {
            alternating[t] = t % 2 == 0 ? 0.01 : -0.01;
        }
        for (double[] series :
                new double[][] {new double[N], constant, alternating, firstOnly, lastOnly, broken, infinite}) {
            assertThat(BicRouter.fit(series)).as(Arrays.toString(series)).isEmpty();
        }
    }

    @Test
    void shouldStayFiniteWhenMarketGoesStale() {
        double[] balanced = new double[N];
        balanced[0] = 0.01;
        balanced[1] = -0.01;
        balanced[2] = 0.02;
        balanced[3] = -0.02;
        assertThat(BicRouter.fit(balanced).orElseThrow().regime()).isEqualTo(Regime.GARCH);
        double[] single = new double[N];
        single[60] = 0.3;
        assertThat(BicRouter.fit(single)).isPresent();
    }

    @Test
    void shouldWorkOnAnyWindowWhenItIsLongEnough() {
        for (int n : new int[] {24, 32, 33, 64, 200, 500}) {
            assertThat(BicRouter.fit(new SeriesMaker(n).series(4, n)))
                    .as("n %d", n)
                    .isPresent();
        }
        assertThatThrownBy(() -> BicRouter.fit(new double[20])).hasMessageContaining("returns.length=20");
    }

    private static Regime regime(double[] returns) {
        return BicRouter.fit(returns).orElseThrow().regime();
    }
}
