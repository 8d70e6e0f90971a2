package io.aurora.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class EwmaGoldenTest {
    @Test
    void shouldGiveSigmaOfTheVectorWhenReturnsArePushed() {
        JsonNode vector = GoldenVectors.read("online/ewma.json");
        assertThat(EwmaVolatility.DECAY).isEqualTo(vector.get("decay").asDouble());

        for (JsonNode one : vector.get("cases")) {
            double[] returns = GoldenVectors.numbers(one.get("returns"));
            double[] sigma = GoldenVectors.numbers(one.get("sigma"));
            EwmaState state = EwmaState.empty();
            for (int i = 0; i < returns.length; i++) {
                state = state.next(returns[i]);
                GoldenVectors.assertClose(one.get("name").asText() + ", sigma " + i, state.sigma(), sigma[i]);
            }
            assertThat(returns).hasSameSizeAs(sigma).isNotEmpty();
        }
    }
}
