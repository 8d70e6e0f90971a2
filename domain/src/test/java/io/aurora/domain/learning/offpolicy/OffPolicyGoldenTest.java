package io.aurora.domain.learning.offpolicy;

import static io.aurora.golden.GoldenVectors.assertClose;
import static io.aurora.golden.GoldenVectors.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class OffPolicyGoldenTest {
    private static final double TOLERANCE = 1e-10;

    @Test
    void shouldEstimateAsTheVectorsDo() {
        for (JsonNode log : GoldenVectors.read("risk/decisions.json").get("off_policy")) {
            double[] rewards = numbers(log.get("reward"));
            double[] propensities = numbers(log.get("propensity"));
            double[] weights = new double[rewards.length];
            double[] ofChosen = new double[rewards.length];
            double[] ofTarget = new double[rewards.length];
            for (int i = 0; i < rewards.length; i++) {
                int state = log.get("state").get(i).asInt();
                int action = log.get("action").get(i).asInt();
                double[] target = numbers(log.get("target_policy").get(state));
                double[] model = numbers(log.get("reward_model").get(state));
                weights[i] = target[action] / propensities[i];
                ofChosen[i] = model[action];
                for (int a = 0; a < target.length; a++) {
                    ofTarget[i] += target[a] * model[a];
                }
            }
            JsonNode expected = log.get("expected");
            same(log, "ips", OffPolicy.ips(weights, rewards));
            same(log, "snips", OffPolicy.snips(weights, rewards));
            same(log, "dr", OffPolicy.doublyRobust(weights, rewards, ofChosen, ofTarget));
            assertClose(
                    "effective sample size",
                    OffPolicy.effectiveSampleSize(weights),
                    expected.get("effective_sample_size").asDouble(),
                    TOLERANCE,
                    0.0);
        }
    }

    private static void same(JsonNode log, String name, Estimate actual) {
        JsonNode expected = log.get("expected").get(name);
        String what = log.get("id").asText() + " " + name;
        assertClose(what, actual.value(), expected.get("value").asDouble(), 0.0, TOLERANCE);
        assertClose(what + " se", actual.se(), expected.get("se").asDouble(), 0.0, TOLERANCE);
        assertClose(what + " low", actual.low(), expected.get("ci").get(0).asDouble(), 0.0, TOLERANCE);
        assertClose(what + " high", actual.high(), expected.get("ci").get(1).asDouble(), 0.0, TOLERANCE);
    }
}
