package io.aurora.domain.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.statistics.RollingWindow;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class SurprisalGoldenTest {
    private final JsonNode vector = GoldenVectors.read("online/surprisal.json");

    @Test
    void shouldGiveTheReferenceLossWhenErrorsGrow() {
        for (JsonNode golden : vector.get("huber")) {
            double u = GoldenVectors.number(golden.get("u"));
            GoldenVectors.assertClose("huber " + u, Surprisal.huber(u), GoldenVectors.number(golden.get("expected")));
        }
    }

    @Test
    void shouldGiveTheReferenceSurprisalWhenOutcomesSettle() {
        double floor = vector.get("sigma_floor").asDouble();
        for (JsonNode golden : vector.get("points")) {
            double actual = Surprisal.of(
                    GoldenVectors.number(golden.get("y")),
                    GoldenVectors.number(golden.get("yhat")),
                    Math.max(floor, GoldenVectors.number(golden.get("sigma"))),
                    GoldenVectors.number(golden.get("inflation")));
            GoldenVectors.assertClose(golden.toString(), actual, GoldenVectors.number(golden.get("expected")));
        }
    }

    @Test
    void shouldGiveTheReferencePercentileWhenWindowsAreShortOrFull() {
        for (JsonNode golden : vector.get("windows")) {
            RollingWindow window = new RollingWindow(vector.get("window").asInt());
            double[] values = GoldenVectors.numbers(golden.get("values"));
            double previewed = Double.NaN;
            for (double value : values) {
                previewed = Surprisal.p95After(window, value, 0.99);
                window.push(value);
            }
            String what = "p95 n=" + values.length;
            GoldenVectors.assertClose(
                    what, Surprisal.p95(window, 0.99), golden.get("p95").asDouble());
            GoldenVectors.assertClose(
                    what + " previewed", previewed, golden.get("p95").asDouble());
            GoldenVectors.assertClose(
                    what + " plain",
                    window.quantile(0.95),
                    golden.get("plain_p95").asDouble());
        }
    }
}
