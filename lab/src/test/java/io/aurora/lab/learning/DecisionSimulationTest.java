package io.aurora.lab.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.Reward;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DecisionSimulationTest {
    private static final PolicyTerms TERMS =
            new PolicyTerms("simulated", 1, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM);

    @Test
    void shouldFindTheBestProviderWhenItHasTenThousandDecisions() {
        DecisionSimulation simulation = simulation(10_000, 6, OptionalInt.empty());
        DecisionSimulation.Result result = simulation.run(() -> {});

        assertThat(result.loop())
                .allSatisfy(course -> assertThat(course.share(9_999, 1_000))
                        .as("seed %s", 1 + result.loop().indexOf(course))
                        .isGreaterThanOrEqualTo(0.80)
                        .isLessThan(0.95));
        double bound = simulation.explorationBound()[9_999];
        assertThat(bound).as("0.1 of a mean gap of 0.24").isCloseTo(240.0, within(1e-9));
        assertThat(result.loop().stream().mapToDouble(Course::total).average().orElseThrow())
                .isBetween(bound, 2.5 * bound);
        assertThat(result.tuned()).allMatch(course -> course.total() < 100.0);
        assertThat(result.ucb1()).allMatch(course -> course.share(9_999, 1_000) > 0.95);
    }

    @Test
    void shouldTurnToTheNewBestWhenTheOrderTurnsRound() {
        DecisionSimulation simulation = simulation(6_000, 4, OptionalInt.of(4_000));
        DecisionSimulation.Result result = simulation.run(() -> {});

        for (Course course : result.loop()) {
            assertThat(course.decisionsUntilLargest(4_000, 100, 5)).isBetween(20, 500);
            assertThat(course.share(5_999, 1_000)).isGreaterThan(0.75);
            assertThat(course.best()[3_990] && course.chosen()[3_990] == course.lastBest())
                    .as("the best one is another now")
                    .isFalse();
        }
        assertThat(simulation.figures(result)).containsKeys("share_by_seed", "regret", "drift");
    }

    @Test
    void shouldGiveTheSameCourseWhenRunTwice() {
        DecisionSimulation simulation = simulation(500, 1, OptionalInt.empty());
        int[] first = simulation.run(() -> {}).loop().get(0).chosen();

        assertThat(simulation.run(() -> {}).loop().get(0).chosen()).isEqualTo(first);
    }

    @Test
    void shouldCountDecisionsWhenTheNewBestOvertakes() {
        // provider 1 becomes best at decision 4 and leads the last four decisions first with the seventh
        int[] chosen = {0, 0, 0, 0, 0, 1, 1, 1, 1};
        Course course = new Course(new boolean[9], new double[9], chosen, 1);

        assertThat(course.decisionsUntilLargest(4, 4, 2)).isEqualTo(4);
        assertThat(new Course(new boolean[9], new double[9], chosen, 2).decisionsUntilLargest(4, 4, 3))
                .as("never")
                .isEqualTo(5);
    }

    @Test
    void shouldBeWorthTheWantedRewardWhenMadeToMeasure() {
        for (int i = -66; i <= 100; i++) {
            double wanted = i / 100.0;
            assertThat(Reward.of(RewardTerms.DEFAULT, Outcomes.worth(wanted)).total())
                    .as("%s", wanted)
                    .isCloseTo(wanted, within(1e-12));
        }
        assertThat(Reward.of(RewardTerms.DEFAULT, Outcomes.worth(-0.9)).total())
                .isCloseTo(Outcomes.LEAST, within(1e-12));
        assertThat(Reward.of(RewardTerms.DEFAULT, Outcomes.worth(1.2)).total()).isCloseTo(1.0, within(1e-12));
    }

    private static DecisionSimulation simulation(int decisions, int seeds, OptionalInt driftAt) {
        return new DecisionSimulation(TERMS, Exploration.DEFAULT, 5, 0.12, 0.15, decisions, seeds, driftAt);
    }
}
