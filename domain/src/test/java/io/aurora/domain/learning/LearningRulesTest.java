package io.aurora.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearningRulesTest {
    private static final List<String> ABC = List.of("c/1", "a/1", "b/1");

    @Test
    void shouldSayWhichPartsMadeTheRewardWhenExplained() {
        Reward source = Reward.of(RewardTerms.DEFAULT, new TaskOutcome(42, 0.12, 0, true));
        assertThat(source.explanation())
                .isEqualTo("reward 0.85: latency of 42 ms gives 0.474 of 0.6, cost of 0.12 gives 0.176 of 0.2,"
                        + " the objective was kept for 0.2 of 0.2");
        Reward failed = Reward.of(RewardTerms.DEFAULT, new TaskOutcome(42, 0.12, 2, false));
        assertThat(failed.explanation())
                .endsWith("the objective was missed for 0 of 0.2; 2 failures take 66.667 % of that and 0.667 more");
        assertThat(Reward.of(RewardTerms.DEFAULT, new TaskOutcome(1e300, 0, 1, true))
                        .explanation())
                .contains("latency of 1.0E300 ms gives 0 of 0.6")
                .contains("1 failure takes 33.333 %");
    }

    @Test
    void shouldNeverRankAFailureAboveASlowSuccessWhenComparingRewards() {
        double fastFailure =
                Reward.of(RewardTerms.DEFAULT, new TaskOutcome(0, 0, 2, true)).total();
        double slowSuccess = Reward.of(RewardTerms.DEFAULT, new TaskOutcome(1e6, 1e6, 0, false))
                .total();
        assertThat(fastFailure).isLessThan(slowSuccess);
    }

    @Test
    void shouldPreferFewerTriesThenNameWhenValuesTie() {
        assertThat(Strategy.greedy(new double[] {1, 1, 1}, new long[] {2, 2, 2}, ABC))
                .isEqualTo(1);
        assertThat(Strategy.greedy(new double[] {1, 1, 1}, new long[] {2, 2, 1}, ABC))
                .isEqualTo(2);
        assertThat(Strategy.greedy(new double[] {1, 2, 2}, new long[] {0, 5, 5}, ABC))
                .isEqualTo(1);
        assertThat(Strategy.greedy(new double[] {0.0, -0.0, 0.0}, new long[] {1, 0, 1}, ABC))
                .isEqualTo(1);
    }

    @Test
    void shouldMatchItsPropensitiesWhenDrawnOften() {
        long seed = 5;
        Random random = new Random(seed);
        double[] q = {0.1, 0.3, 0.2};
        long[] tries = {1, 1, 1};
        double[] expected = Strategy.propensities(q, tries, ABC, 0.3);
        int[] counts = new int[3];
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            Selection made = Strategy.select(q, tries, ABC, 0.3, random.nextDouble(), random.nextDouble());
            assertThat(made.propensity()).isEqualTo(expected[made.index()]);
            assertThat(made.explored() || made.index() == 1).isTrue();
            counts[made.index()]++;
        }
        assertThat(Arrays.stream(expected).sum()).isCloseTo(1.0, within(1e-15));
        for (int i = 0; i < 3; i++) {
            assertThat((double) counts[i] / draws).as("seed %s, %s", seed, i).isCloseTo(expected[i], within(0.006));
        }
    }

    @Test
    void shouldRefuseWhenDrawsOrCandidatesMakeNoSense() {
        double[] q = {0.1, Double.NaN, 0.2};
        assertThatThrownBy(() -> Strategy.greedy(q, new long[3], ABC)).hasMessageContaining("q=NaN");
        assertThatThrownBy(() -> Strategy.greedy(new double[0], new long[0], List.of()))
                .hasMessageContaining("candidates=0");
        assertThatThrownBy(() -> Strategy.select(new double[3], new long[3], ABC, 0.1, 1.0, 0.5))
                .hasMessageContaining("explore_draw=1.0");
        assertThatThrownBy(() -> Strategy.select(new double[3], new long[3], ABC, 1.1, 0.0, 0.5))
                .hasMessageContaining("epsilon=1.1");
    }

    @Test
    void shouldNameRegionAndSymbolWhenTheContextHasThem() {
        TaskContext context = new TaskContext(
                OptionalDouble.of(2),
                OptionalDouble.of(9),
                OptionalDouble.of(250),
                Optional.of("eu"),
                Optional.of("BTC"));
        assertThat(StateKey.of(Partitions.TERMS, context, PsiField.NEUTRAL, 4, Optional.of("DERISK")))
                .isEqualTo(
                        "latency=>=250;cpu=<=2;memory=<=32;region=eu;coherence=mid;density=mid;count=3-4;symbol=DERISK");
        TaskContext elsewhere = new TaskContext(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("moon"),
                Optional.empty());
        assertThat(StateKey.of(Partitions.TERMS, elsewhere, PsiField.NEUTRAL, 1, Optional.empty()))
                .contains(";region=other;");
        assertThatThrownBy(() -> StateKey.of(Partitions.TERMS, context, PsiField.NEUTRAL, 4, Optional.empty()))
                .hasMessageContaining("symbol_state=absent");
        assertThatThrownBy(() -> new PolicyTerms("p", 1, 0.1, 0.0, List.of("a;b"), RewardTerms.DEFAULT, 1))
                .hasMessageContaining("region=a;b");
        assertThatThrownBy(() -> new PolicyTerms("p", 1, 0.1, 0.0, List.of("other"), RewardTerms.DEFAULT, 1))
                .hasMessageContaining("region=other");
    }

    @Test
    void shouldHalveTheScoreWhenTheGateSaysSo() {
        PartitionState state = PartitionState.of(Partitions.OPENED, 1);
        Gate halved = new Gate("BTC", "DERISK", Gate.Verdict.HALVED, "acceptance_derisk");
        Selection picked = Strategy.select(new double[3], new long[3], ABC, 0.1, 0.5, 0.5);
        DecisionMade made = decide(state, Optional.of(picked), 0.8, halved);
        assertThat(made.choice().orElseThrow().score()).isEqualTo(0.4);
        assertThat(made.action()).contains("a/1");
        assertThatThrownBy(() -> decide(state, Optional.empty(), 0.8, halved)).hasMessageContaining("gate");
        assertThatThrownBy(() -> decide(state, Optional.of(picked), 1.1, halved))
                .hasMessageContaining("score=1.1");
    }

    @Test
    void shouldRefuseWhenBytesAreDamaged() {
        byte[] bytes = PartitionBytes.encode(Partitions.OPENED);
        for (int cut = 0; cut < bytes.length; cut++) {
            byte[] shorter = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> PartitionBytes.decode(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> PartitionBytes.decode(longer)).hasMessageContaining("must end here");
        byte[] unknown = bytes.clone();
        unknown[0] = 9;
        assertThatThrownBy(() -> PartitionBytes.decode(unknown)).hasMessageContaining("tag=9");
        byte[] snapshot = new Partitions(2, 10).run(100).state.toBytes();
        byte[] shortSnapshot = Arrays.copyOf(snapshot, snapshot.length - 1);
        assertThatThrownBy(() -> PartitionState.of(shortSnapshot, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DecisionMade decide(PartitionState state, Optional<Selection> picked, double score, Gate gate) {
        return PartitionFold.decide(
                state,
                1,
                "t",
                TaskContext.EMPTY,
                PsiField.NEUTRAL,
                "s",
                ABC,
                picked,
                score,
                PartitionEvent.BUILT_IN,
                Optional.of(gate));
    }
}
