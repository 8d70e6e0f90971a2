package io.aurora.domain.learning.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
    private static final int[] BOTH = {0, 1};

    @Test
    void shouldEqualHandSumsWhenTheLogHasFourRows() {
        double[] weights = {2.0, 0.0, 1.0, 1.0};
        double[] rewards = {1.0, 1.0, 0.0, 0.5};
        Estimate ips = OffPolicy.ips(weights, rewards);
        assertThat(ips.value()).isEqualTo(0.625);
        // terms 2, 0, 0, 0.5: squares about 0.625 add up to 2.6875, over 3 and 4
        assertThat(ips.se()).isCloseTo(Math.sqrt(2.6875 / 12), within(1e-15));
        assertThat(ips.low()).isCloseTo(0.625 - 1.959963984540054 * ips.se(), within(1e-15));
        assertThat(OffPolicy.snips(weights, rewards).value()).isEqualTo(0.625);
        assertThat(OffPolicy.effectiveSampleSize(weights)).isCloseTo(16.0 / 6.0, within(1e-15));
        Estimate perfect = OffPolicy.doublyRobust(weights, rewards, rewards, new double[] {1, 1, 1, 1});
        assertThat(perfect).isEqualTo(new Estimate(1.0, 0.0, 1.0, 1.0));
    }

    @Test
    void shouldBeTheLogsOwnMeanWhenThePolicyIsEvaluatedOnItself() {
        LoggedChoices log = log(21, 500, 0.3);
        PolicyValue value = PolicyValue.of(
                log,
                row -> log.chosen()[row] == 0
                        ? new double[] {log.propensity()[row], 1 - log.propensity()[row]}
                        : new double[] {1 - log.propensity()[row], log.propensity()[row]},
                new CrossFittedTable(log, 5),
                0.0,
                1.0);
        assertThat(value.ips()).isEqualTo(value.logged());
        assertThat(value.snips().value()).isCloseTo(value.logged().value(), within(1e-15));
        assertThat(value.effectiveSampleSize()).isEqualTo(500.0);
        assertThat(value.largestWeight()).isEqualTo(1.0);
        assertThat(value.sequenceLow()).isLessThan(value.logged().low());
        assertThat(value.sequenceHigh()).isGreaterThan(value.logged().high());
    }

    @Test
    void shouldNotSeeItsOwnRewardWhenARowIsModelled() {
        LoggedChoices log = log(5, 60, 0.5);
        CrossFittedTable before = new CrossFittedTable(log, 3);
        double own = before.reward(7, log.action(7));
        double others = before.reward(8, log.action(7));
        log.reward()[7] += 100.0;
        CrossFittedTable after = new CrossFittedTable(log, 3);
        assertThat(after.reward(7, log.action(7))).isCloseTo(own, within(1e-12));
        assertThat(after.reward(8, log.action(7))).isGreaterThan(others + 0.1);
    }

    @Test
    void shouldFallBackToTheActionAndThenToAllWhenACellIsEmpty() {
        LoggedChoices log = new LoggedChoices(
                2,
                3,
                new int[] {0, 0, 0, 0},
                new int[][] {{0, 1}, {0, 1}, {0, 1}, {0, 1}},
                new int[] {0, 0, 1, 1},
                new double[] {0.5, 0.5, 0.5, 0.5},
                new double[] {1.0, 1.0, 0.0, 0.0});
        CrossFittedTable table = new CrossFittedTable(log, 2);
        // fold 0 is modelled by rows 1 (action 0, reward 1) and 3 (action 1, reward 0): overall 0.5, actions 0.75 and
        // 0.25
        assertThat(table.reward(0, 0)).isEqualTo((1.0 + 0.75) / 2);
        assertThat(table.reward(0, 1)).isEqualTo(0.125);
        assertThat(table.reward(0, 2)).isEqualTo(0.5);
        assertThat(table.greedy(0)).isZero();
    }

    @Test
    void shouldRarelyLeaveOutTheValueAtAnyTimeWhenWatchedAllAlong() {
        int logs = 200;
        int left = 0;
        double width = 0.0;
        for (int seed = 1; seed <= logs; seed++) {
            Random random = new Random(seed);
            ConfidenceSequence sequence = new ConfidenceSequence(-1.0, 1.0, 0.05);
            boolean inside = true;
            for (int i = 0; i < 1_500; i++) {
                // two actions worth 0.4 and -0.2 on average; logged 0.8 / 0.2, target 0.3 / 0.7, so worth -0.02
                boolean first = random.nextDouble() < 0.8;
                double reward = random.nextDouble() < (first ? 0.7 : 0.4) ? 1.0 : -1.0;
                sequence.add(first ? 0.3 / 0.8 : 0.7 / 0.2, reward);
                if (i % 20 == 19) {
                    inside &= sequence.low() <= -0.02 && sequence.high() >= -0.02;
                }
            }
            left += inside ? 0 : 1;
            width += (sequence.high() - sequence.low()) / logs;
        }
        assertThat(left)
                .as("logs of the seeds 1..%s whose sequence ever left the value out", logs)
                .isLessThanOrEqualTo(10);
        assertThat(width).as("mean width after 1,500 rows").isBetween(0.2, 0.6);
    }

    @Test
    void shouldReachTheBarInAnIntegralOverTheMixtureWhenAtItsBound() {
        ConfidenceSequence sequence = new ConfidenceSequence(0.0, 1.0, 0.05);
        Random random = new Random(9);
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < 400; i++) {
            double weight = 2.0 * random.nextDouble();
            double reward = random.nextDouble();
            double off = weight * reward - Math.min(1.0, (0.5 + sum) / (i + 1.0));
            squares += off * off;
            sum += weight * reward;
            sequence.add(weight, reward);
        }
        double s = sum - 400 * sequence.low();
        double mixture = 0.0;
        double mass = 0.0;
        int steps = 200_000;
        for (int i = 0; i < steps; i++) {
            double u = (i + 0.5) / steps;
            double density = StrictMath.exp(49.0 * StrictMath.log(u) - 50.0 * u);
            double l = 1.0 - u;
            mass += density;
            mixture += density * StrictMath.exp(l * s - (-StrictMath.log(u) - l) * squares);
        }
        assertThat(mixture / mass).isCloseTo(40.0, within(1e-4));
    }

    @Test
    void shouldHoldItsLowerBoundWhenTheLogCannotChooseAllThatTheTargetDoes() {
        ConfidenceSequence sequence = new ConfidenceSequence(0.0, 1.0, 0.05);
        for (int i = 0; i < 2_000; i++) {
            // the target gives half its probability to what the log never chooses, which is worth 1; the other is worth
            // 0.5
            sequence.add(0.5, i % 2);
        }
        assertThat(sequence.low()).isBetween(0.15, 0.25);
        assertThat(sequence.high()).isBetween(0.75, 0.85);
        assertThat(sequence.rows()).isEqualTo(2_000);
    }

    @Test
    void shouldRefuseWhenARowMakesNoSense() {
        assertThatThrownBy(() -> OffPolicy.ips(new double[] {1.0}, new double[] {1.0}))
                .hasMessageContaining("rows=1");
        assertThatThrownBy(() -> OffPolicy.snips(new double[2], new double[2]))
                .hasMessageContaining("sum_of_weights=0");
        assertThatThrownBy(() -> OffPolicy.ips(new double[] {1, -1}, new double[2]))
                .hasMessageContaining("weight=-1.0");
        assertThatThrownBy(() -> OffPolicy.ips(new double[2], new double[] {0, Double.NaN}))
                .hasMessageContaining("reward=NaN");
        assertThatThrownBy(() -> OffPolicy.ips(new double[2], new double[3])).hasMessageContaining("values=3");
        assertThatThrownBy(() -> new ConfidenceSequence(0, 1, 0.05).add(1.0, 1.5))
                .hasMessageContaining("reward=1.5");
        LoggedChoices log = log(1, 10, 0.5);
        CrossFittedTable table = new CrossFittedTable(log, 2);
        assertThatThrownBy(() -> PolicyValue.of(log, row -> new double[] {0.5, 0.4}, table, 0, 1))
                .hasMessageContaining("sum_of_probabilities=0.9");
        assertThatThrownBy(() -> PolicyValue.of(log, row -> new double[] {1.0}, table, 0, 1))
                .hasMessageContaining("probabilities=1");
        assertThat(OffPolicy.effectiveSampleSize(new double[3])).isZero();
    }

    /** Two states, two actions of which the second pays in state 1, the first chosen with probability {@code first}. */
    private static LoggedChoices log(long seed, int rows, double first) {
        Random random = new Random(seed);
        int[] state = new int[rows];
        int[][] candidates = new int[rows][];
        Arrays.fill(candidates, BOTH);
        int[] chosen = new int[rows];
        double[] propensity = new double[rows];
        double[] reward = new double[rows];
        for (int i = 0; i < rows; i++) {
            state[i] = random.nextInt(2);
            chosen[i] = random.nextDouble() < first ? 0 : 1;
            propensity[i] = chosen[i] == 0 ? first : 1 - first;
            reward[i] = random.nextDouble() < (chosen[i] == state[i] ? 0.8 : 0.3) ? 1.0 : 0.0;
        }
        return new LoggedChoices(2, 2, state, candidates, chosen, propensity, reward);
    }
}
