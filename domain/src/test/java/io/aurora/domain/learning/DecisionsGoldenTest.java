package io.aurora.domain.learning;

import static io.aurora.golden.GoldenVectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DecisionsGoldenTest {
    private static final double ULPS = 1e-15;

    private final JsonNode vectors = GoldenVectors.read("risk/decisions.json");

    @Test
    void shouldMeasureOutcomesAsTheVectorsDo() {
        for (JsonNode row : vectors.get("reward")) {
            RewardTerms terms = new RewardTerms(
                    row.get("latency_ref_ms").asDouble(), row.get("cost_ref").asDouble(), 0.6, 0.2, 0.2);
            Reward reward = Reward.of(
                    terms,
                    new TaskOutcome(
                            row.get("latency_ms").asDouble(),
                            row.get("cost").asDouble(),
                            row.get("failures").asInt(),
                            row.get("slo_hit").asBoolean()));
            JsonNode expected = row.get("expected");
            same(row, reward.latencyScore(), expected.get("latency_score"));
            same(row, reward.costScore(), expected.get("cost_score"));
            same(row, reward.failureShare(), expected.get("failure_share"));
            same(row, reward.total(), expected.get("reward"));
        }
    }

    @Test
    void shouldLearnAsTheVectorsDo() {
        for (JsonNode run : vectors.get("q_learning")) {
            QTable table = new QTable();
            for (JsonNode step : run.get("steps")) {
                String state = step.get("state").asText();
                String action = step.get("action").asText();
                List<String> candidates = texts(step.get("candidates"));
                int greedy = Strategy.greedy(table.q(state, candidates), table.tries(state, candidates), candidates);
                assertThat(candidates.get(greedy))
                        .as(step.toString())
                        .isEqualTo(step.get("greedy_before").asText());
                double maxNext = table.maxQ(step.get("next_state").asText(), candidates);
                double oldQ = table.q(state, action);
                double newQ = PartitionFold.updated(
                        oldQ,
                        run.get("alpha").asDouble(),
                        step.get("reward").asDouble(),
                        run.get("gamma").asDouble(),
                        maxNext);
                same(step, oldQ, step.get("q_old"));
                same(step, maxNext, step.get("max_next"));
                same(step, newQ, step.get("q_new"));
                table.update(state, action, newQ);
            }
            same(run.get("table"), table.rows("", Integer.MAX_VALUE));
        }
    }

    private static void same(JsonNode expected, List<QRow> rows) {
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            QRow row = rows.get(i);
            assertThat(row.state()).isEqualTo(expected.get(i).get("state").asText());
            assertThat(row.action()).isEqualTo(expected.get(i).get("action").asText());
            assertThat(row.tries()).isEqualTo(expected.get(i).get("tries").asLong());
            same(expected.get(i), row.q(), expected.get(i).get("q"));
        }
    }

    @Test
    void shouldGiveThePropensitiesOfTheVectors() {
        for (JsonNode row : vectors.get("propensity")) {
            List<String> candidates = texts(row.get("candidates"));
            double[] q = GoldenVectors.numbers(row.get("q"));
            long[] tries = new long[q.length];
            for (int i = 0; i < tries.length; i++) {
                tries[i] = row.get("tries").get(i).asLong();
            }
            double epsilon = row.get("epsilon").asDouble();
            double[] propensities = Strategy.propensities(q, tries, candidates, epsilon);
            int greedy = Strategy.greedy(q, tries, candidates);
            assertThat(candidates.get(greedy)).isEqualTo(row.get("greedy").asText());
            for (int i = 0; i < q.length; i++) {
                same(row, propensities[i], row.get("propensity").get(candidates.get(i)));
            }
        }
    }

    @Test
    void shouldDecayEpsilonAsTheVectorsDo() {
        for (JsonNode row : vectors.get("epsilon_decay")) {
            Exploration exploration = new Exploration(
                    row.get("epsilon").asDouble(),
                    row.get("decay").asDouble(),
                    row.get("epsilon_min").asDouble());
            same(row, exploration.at(row.get("visits").asLong()), row.get("expected"));
        }
    }

    @Test
    void shouldNameTheBucketsOfTheVectors() {
        PolicyTerms terms = new PolicyTerms("default", 64, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM);
        for (JsonNode row : vectors.get("state")) {
            TaskContext context = new TaskContext(
                    optional(row.get("cpu")),
                    optional(row.get("memory_gb")),
                    optional(row.get("latency_ms")),
                    Optional.empty(),
                    Optional.empty());
            PsiField psi = new PsiField(
                    row.get("psi_coherence").asDouble(), row.get("psi_density").asDouble());
            JsonNode expected = row.get("expected");
            assertThat(StateKey.of(terms, context, psi, row.get("candidates").asInt(), Optional.empty()))
                    .isEqualTo("latency=" + expected.get("latency").asText()
                            + ";cpu=" + expected.get("cpu").asText()
                            + ";memory=" + expected.get("memory").asText()
                            + ";region=none"
                            + ";coherence=" + expected.get("coherence").asText()
                            + ";density=" + expected.get("density").asText()
                            + ";count=" + expected.get("count").asText());
        }
    }

    private static void same(JsonNode row, double actual, JsonNode expected) {
        assertClose(row.toString(), actual, expected.asDouble(), ULPS, 0.0);
    }

    private static OptionalDouble optional(JsonNode node) {
        return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(node.asDouble());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
