package io.aurora.domain.portfolio;

import static io.aurora.domain.portfolio.Histories.CALM;
import static io.aurora.domain.portfolio.Histories.WILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.DroSolver;
import io.aurora.domain.risk.Penalty;
import io.aurora.domain.risk.PortfolioRisk;
import io.aurora.domain.symbol.RiskMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BasketOptimiserTest {
    private static final long SEED = 4L;
    private static final BasketTerms TERMS = new BasketTerms(0.05, -0.2, 0.5, 1.0, Penalty.WASSERSTEIN, 0.02);
    private static final MarketMood MOOD =
            new MarketMood(Optional.of(CALM), false, OptionalDouble.empty(), RiskMode.STANDARD);
    private static final RebalanceRule FREE = new RebalanceRule(24, 0.1, 0.0);

    private static RegimeScenarios drawn(MarketRegime now, int assets, int count) {
        return RegimeScenarios.draw(
                Histories.market(SEED, assets, 1_001), Optional.of(now), count, 50, new SplittableRandom(SEED));
    }

    private static BasketWeights optimise(RebalanceRule rule, RegimeScenarios drawn, List<Double> held) {
        return (BasketWeights)
                new BasketOptimiser().optimise(TERMS, rule, drawn, SEED, MOOD, held, DroLimits.untimed());
    }

    @Test
    void shouldGiveTheCertifiedOptimumWhenThereAreNoWeightsYet() {
        RegimeScenarios drawn = drawn(CALM, 5, 512);
        DroProblem problem = DroProblem.of(
                drawn.scenarios(),
                0.05,
                -0.2,
                0.5,
                1.0,
                Penalty.WASSERSTEIN,
                0.02 * drawn.scenarios().meanAbs());
        DroSolution expected = (DroSolution) new DroSolver().solve(problem, DroLimits.untimed());

        BasketWeights basket = optimise(FREE, drawn, List.of());

        assertThat(basket.status()).isEqualTo(DroSolution.Status.OPTIMAL);
        assertThat(basket.weights())
                .containsExactlyElementsOf(
                        java.util.Arrays.stream(expected.weights()).boxed().toList());
        assertThat(basket.risk().objective()).isCloseTo(expected.objective(), within(1e-15));
        assertThat(basket.risk().valueAtRisk()).isEqualTo(expected.valueAtRisk());
        assertThat(basket.risk().worstCaseShortfall())
                .isGreaterThan(basket.risk().expectedShortfall());
        assertThat(basket.relativeGap()).isBetween(0.0, 1e-8);
        assertThat(basket.certified()).isTrue();
        assertThat(basket.kept()).isFalse();
        assertThat(basket.turnover()).isEmpty();
        assertThat(basket.drawn().scenarios()).isEqualTo(512);
    }

    @Test
    void shouldMoveWhenMovingIsWorthItAndStayWhenItIsNot() {
        List<Double> held = optimise(FREE, drawn(CALM, 5, 512), List.of()).weights();
        RegimeScenarios after = drawn(WILD, 5, 512);
        BasketWeights moved = optimise(FREE, after, held);
        double worth = moved.gain().orElseThrow() / moved.turnover().orElseThrow();

        assertThat(moved.kept()).isFalse();
        assertThat(moved.weights()).isNotEqualTo(held);
        assertThat(moved.gain().orElseThrow()).as("seed=%d", SEED).isPositive();

        BasketWeights kept = optimise(new RebalanceRule(24, 0.1, 1.001 * worth), after, held);
        assertThat(kept.kept()).isTrue();
        assertThat(kept.weights()).isEqualTo(held);
        assertThat(kept.certified()).isTrue();
        assertThat(kept.risk().objective())
                .isCloseTo(moved.risk().objective() + moved.gain().orElseThrow(), within(1e-15));
        double unit = Math.max(kept.risk().objective(), after.scenarios().meanAbs());
        assertThat(kept.relativeGap() * unit)
                .isCloseTo(kept.gain().orElseThrow() + moved.relativeGap() * unit, within(1e-9));

        assertThat(optimise(new RebalanceRule(24, 0.1, 0.999 * worth), after, held)
                        .kept())
                .isFalse();
    }

    @Test
    void shouldKeepTheWeightsWhenNothingHasChanged() {
        RegimeScenarios drawn = drawn(CALM, 6, 512);
        List<Double> held = optimise(FREE, drawn, List.of()).weights();

        BasketWeights again = optimise(new RebalanceRule(24, 0.1, 0.0005), drawn, held);

        assertThat(again.kept()).isTrue();
        assertThat(again.relativeGap()).isLessThanOrEqualTo(1e-8);
    }

    @Test
    void shouldCertifyScenariosThatRepeatThemselvesManyTimes() {
        // 100 rows drawn 2,048 times: every row some twenty times over
        for (int assets = 3; assets <= 20; assets++) {
            BasketWeights basket = optimise(FREE, drawn(WILD, assets, 2_048), List.of());

            assertThat(basket.status()).as("assets=%d", assets).isEqualTo(DroSolution.Status.OPTIMAL);
            assertThat(basket.relativeGap()).as("assets=%d", assets).isLessThanOrEqualTo(1e-8);
            assertThat(basket.certified()).as("assets=%d", assets).isTrue();
        }
    }

    @Test
    void shouldWidenTheRadiusByWhatTheStatesSay() {
        MarketMood careful = new MarketMood(Optional.of(WILD), true, OptionalDouble.of(1.0), RiskMode.ICM);

        assertThat(MOOD.radius(0.02, 0.01)).isCloseTo(0.0002, within(1e-18));
        assertThat(careful.radius(0.02, 0.01)).isCloseTo(0.0002 * 1.5 * 1.2 * 2.0, within(1e-18));
    }

    @Test
    void shouldRefuseABasketThatNoPortfolioFits() {
        BasketOutcome outcome = new BasketOptimiser()
                .optimise(TERMS, FREE, drawn(CALM, 1, 64), SEED, MOOD, List.of(), DroLimits.untimed());

        assertThat(outcome).isInstanceOf(BasketOutcome.Refused.class);
        assertThat(((BasketOutcome.Refused) outcome).code()).isEqualTo("BOUNDS_SUM");
    }

    @Test
    void shouldSayOfAnyWeightsWhatTheSolverSaysOfItsOwn() {
        DroProblem problem = TERMS.problem(drawn(CALM, 8, 512), MOOD);
        DroSolution solution = (DroSolution) new DroSolver().solve(problem, DroLimits.untimed());

        PortfolioRisk risk = PortfolioRisk.of(problem, solution.weights());

        assertThat(risk.valueAtRisk()).isEqualTo(solution.valueAtRisk());
        assertThat(risk.expectedShortfall()).isCloseTo(solution.expectedShortfall(), within(1e-15));
        assertThat(risk.worstCaseShortfall()).isCloseTo(solution.worstCaseShortfall(), within(1e-15));
        assertThat(risk.objective()).isCloseTo(solution.objective(), within(1e-15));
    }
}
