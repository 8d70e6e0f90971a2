package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantileGoldenTest {
    private final JsonNode vector = GoldenVectors.read("online/quantile.json");
    private final double[] stream = GoldenVectors.numbers(vector.get("scores"));

    @ParameterizedTest
    @EnumSource(QuantileKind.class)
    void shouldGiveTheReferenceQuantilesWhenScoresStream(QuantileKind kind) {
        for (JsonNode golden : vector.get("cases")) {
            int n = golden.get("n").asInt();
            ScoreWindow window = new ScoreWindow(ConformalFixture.settings(ControllerKind.DTACI, kind));
            for (int i = 0; i < n; i++) {
                window.push(stream[i]);
            }
            double[] alphas = GoldenVectors.numbers(golden.get("alphas"));
            double[] expected = GoldenVectors.numbers(golden.get(kind.name().toLowerCase(Locale.ROOT)));
            for (int i = 0; i < alphas.length; i++) {
                GoldenVectors.assertClose(
                        kind + " n=" + n + " alpha=" + alphas[i], window.quantile(alphas[i]), expected[i]);
            }
        }
    }

    @Test
    void shouldGiveTheReferenceRanksWhenProductsAreWhole() {
        for (JsonNode golden : vector.get("ranks")) {
            int n = golden.get("n").asInt();
            double alpha = golden.get("alpha").asDouble();
            assertThat(ConformalRank.of(n, alpha))
                    .as("rank n=%d alpha=%s", n, alpha)
                    .isEqualTo(golden.get("k").asInt());
        }
    }

    @Test
    void shouldKeepTheReferenceMarkersWhenScoresStream() {
        for (JsonNode golden : vector.get("p2")) {
            double[] scores = golden.get("scores").isNull() ? stream : GoldenVectors.numbers(golden.get("scores"));
            double[] alphas = GoldenVectors.numbers(golden.get("alphas"));
            P2Markers markers = new P2Markers();
            int pushed = 0;
            for (JsonNode expected : golden.get("expected")) {
                while (pushed < expected.get("after").asInt()) {
                    markers.push(scores[pushed++]);
                }
                same(golden.get("name").asText() + " after " + pushed, markers, expected, alphas);
            }
        }
    }

    private static void same(String what, P2Markers markers, JsonNode expected, double[] alphas) {
        List<Integer> positions = new ArrayList<>();
        expected.get("positions").forEach(position -> positions.add(position.asInt()));
        assertThat(markers.positions()).as(what).containsExactly(positions.toArray(Integer[]::new));
        double[] heights = GoldenVectors.numbers(expected.get("heights"));
        assertThat(markers.heights()).as(what).hasSameSizeAs(heights);
        for (int i = 0; i < heights.length; i++) {
            GoldenVectors.assertClose(what + " height " + i, markers.heights()[i], heights[i]);
        }
        if (!expected.get("values").isNull()) {
            for (int i = 0; i < alphas.length; i++) {
                double value = GoldenVectors.number(expected.get("values").get(i));
                GoldenVectors.assertClose(what + " alpha " + alphas[i], markers.quantile(1.0 - alphas[i]), value);
            }
        }
    }
}
