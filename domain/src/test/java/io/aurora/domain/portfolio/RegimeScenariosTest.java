package io.aurora.domain.portfolio;

import static io.aurora.domain.portfolio.Histories.CALM;
import static io.aurora.domain.portfolio.Histories.WILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.regime.Regime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegimeScenariosTest {
    private static final long SEED = 3L;
    private static final int COUNT = 2_000;
    private static final JointHistory MARKET = Histories.market(SEED, 4, 1_001);

    private static RegimeScenarios draw(Optional<MarketRegime> now, int least, long seed) {
        return RegimeScenarios.draw(MARKET, now, COUNT, least, new SplittableRandom(seed));
    }

    private static List<double[]> rows(RegimeScenarios drawn) {
        return Arrays.asList(drawn.scenarios().rows());
    }

    @Test
    void shouldDrawWholeRowsThatFollowedTheRegimeOnly() {
        RegimeScenarios drawn = draw(Optional.of(WILD), 100, SEED);
        Set<List<Double>> followed = new HashSet<>();
        for (int i = 0; i < MARKET.returns(); i += 10) {
            followed.add(Arrays.stream(MARKET.simpleReturns(i)).boxed().toList());
        }

        assertThat(drawn.fallback()).isEmpty();
        assertThat(drawn.barsInRegime()).isEqualTo(100);
        assertThat(drawn.barsKnown()).isEqualTo(1_000);
        Set<List<Double>> seen = new HashSet<>();
        for (double[] row : rows(drawn)) {
            seen.add(Arrays.stream(row).boxed().toList());
        }
        // every one of 100 rows is missed by 2,000 draws with a probability of 2e-7
        assertThat(seen).as("seed=%d", SEED).isEqualTo(followed);
    }

    @Test
    void shouldDrawEachRowAboutAsOften() {
        int rows = 10;
        JointHistory few = Histories.market(SEED, 1, rows + 1);
        RegimeScenarios drawn = RegimeScenarios.draw(few, Optional.empty(), 100_000, 1, new SplittableRandom(SEED));
        for (int i = 0; i < rows; i++) {
            double row = few.simpleReturns(i)[0];
            long hits = rows(drawn).stream().filter(one -> one[0] == row).count();
            // 10,000 expected, a standard deviation of 95
            assertThat(hits).as("seed=%d row %d", SEED, i).isBetween(9_550L, 10_450L);
        }
    }

    @Test
    void shouldGiveTheSameRowsForTheSameSeedOnly() {
        assertThat(draw(Optional.of(CALM), 100, 7).scenarios().rows())
                .isDeepEqualTo(draw(Optional.of(CALM), 100, 7).scenarios().rows());
        assertThat(Arrays.deepEquals(
                        draw(Optional.of(CALM), 100, 7).scenarios().rows(),
                        draw(Optional.of(CALM), 100, 8).scenarios().rows()))
                .isFalse();
    }

    @Test
    void shouldSayWhyItDrewFromTheWholeHistory() {
        RegimeScenarios few = draw(Optional.of(WILD), 101, SEED);
        RegimeScenarios strange = draw(Optional.of(new MarketRegime(Regime.ARMA, false)), 1, SEED);
        RegimeScenarios unknown = draw(Optional.empty(), 1, SEED);

        assertThat(few.fallback()).contains(RegimeScenarios.Fallback.FEW_BARS_IN_REGIME);
        assertThat(few.barsInRegime()).isEqualTo(100);
        assertThat(strange.fallback()).contains(RegimeScenarios.Fallback.FEW_BARS_IN_REGIME);
        assertThat(strange.barsInRegime()).isZero();
        assertThat(unknown.fallback()).contains(RegimeScenarios.Fallback.NO_REGIME);
        assertThat(unknown.scenarios().rows()).isDeepEqualTo(few.scenarios().rows());
    }

    @Test
    void shouldRefuseAHistoryOfOneReturn() {
        JointHistory one = Histories.market(SEED, 2, 2);

        assertThatThrownBy(() -> RegimeScenarios.draw(one, Optional.empty(), 10, 1, new SplittableRandom(1)))
                .hasMessage("must be >= 2: returns=1");
    }
}
