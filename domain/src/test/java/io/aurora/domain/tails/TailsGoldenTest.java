package io.aurora.domain.tails;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenArrays;
import io.aurora.golden.GoldenVectors;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TailsGoldenTest {
    private static final JsonNode TAILS = GoldenVectors.read("risk/tails.json");

    @Test
    void shouldMeetTheReferenceWhenASeriesIsEstimated() {
        for (JsonNode c : TAILS.get("series")) {
            String id = c.get("id").asText();
            double[] x = GoldenArrays.values("risk", c.get("series"));
            JsonNode expected = c.get("expected");
            compare(id, HillEstimator.of(x), expected.get("hill"), 1e-9, 0.0);
            compare(id, MomentEstimator.of(x), expected.get("moment"), 1e-9, 0.0);
            compare(id, ExtremalIndex.of(x), expected.get("extremal_index"), 1e-9, 0.0);
            compare(id, AbryVeitch.of(x), expected.get("abry_veitch"), 1e-9, 0.0);
            compare(id, LocalWhittle.of(x, LocalWhittle.POWER), expected.get("local_whittle_065"), 0.0, 1e-6);
            compare(id, LocalWhittle.of(x, 0.8), expected.get("local_whittle_080"), 0.0, 1e-6);
            assertThat(HillEstimator.of(x).orElseThrow().used())
                    .as(id)
                    .isEqualTo(expected.get("k").asInt());
        }
        assertThat(TAILS.get("series").size()).isGreaterThan(10);
    }

    @Test
    void shouldMeetTheReferenceWhenAPairIsEstimated() {
        for (JsonNode c : TAILS.get("pairs")) {
            double[] pair = GoldenArrays.values("risk", c.get("series"));
            double[] x = GoldenArrays.column(pair, 2, 0);
            double[] y = GoldenArrays.column(pair, 2, 1);
            String id = c.get("id").asText();
            JsonNode expected = c.get("expected");
            compare(id, TailDependence.of(x, y), expected.get("lambda_U"), 1e-9, 0.0);
            TailEstimate losses = TailDependence.of(negated(x), negated(y));
            compare(id, losses, expected.get("lambda_U_of_losses"), 1e-9, 0.0);
        }
    }

    @Test
    void shouldMeetTheReferenceWhenTailsAreCompared() {
        for (JsonNode c : TAILS.get("tail_wasserstein")) {
            double[] x = GoldenArrays.values("risk", c.get("x"));
            double[] y = GoldenArrays.values("risk", c.get("y"));
            for (TailWasserstein.Form form : TailWasserstein.Form.values()) {
                String key = "tail_wasserstein_" + form.name().toLowerCase(Locale.ROOT);
                double expected = c.get("expected").get(key).asDouble();
                TailEstimate.Value value = TailWasserstein.of(form, x, y).orElseThrow();
                GoldenVectors.assertClose(c.get("id") + key, value.estimate(), expected);
                assertThat(value.standardError()).isBetween(0.02 * expected, 2.0 * expected);
            }
        }
    }

    @Test
    void shouldRefuseWhenTheReferenceRefuses() {
        for (JsonNode c : TAILS.get("refused")) {
            double[] x = GoldenArrays.values("risk", c.get("series"));
            assertThat(HillEstimator.of(x).isRefused()).isTrue();
            assertThat(MomentEstimator.of(x).isRefused()).isTrue();
            assertThat(ExtremalIndex.of(x).isRefused()).isTrue();
            assertThat(LocalWhittle.of(x, LocalWhittle.POWER).isRefused()).isTrue();
            assertThat(AbryVeitch.of(x).isRefused()).isTrue();
            assertThat(TailDependence.of(x, x).isRefused()).isTrue();
            assertThat(TailWasserstein.of(TailWasserstein.Form.LOG, x, x).isRefused())
                    .isTrue();
        }
        assertThat(TAILS.get("refused")).isNotEmpty();
    }

    @Test
    void shouldMeetTheReferenceWhenNoiseIsEmbedded() {
        for (JsonNode c : GoldenVectors.read("risk/fgn.json").get("cases")) {
            double h = c.get("H").asDouble();
            int n = c.get("n").asInt();
            compare(c, FractionalNoise.autocovariance(h, n), c.get("autocovariance"));
            compare(c, FractionalNoise.eigenvalues(h, n), c.get("eigenvalues"));
        }
    }

    private static void compare(JsonNode c, double[] actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            GoldenVectors.assertClose(
                    "H " + c.get("H") + " at " + i, actual[i], expected.get(i).asDouble(), 0.0, 1e-10);
        }
    }

    private static void compare(
            String what, TailEstimate estimate, JsonNode expected, double relative, double absolute) {
        TailEstimate.Value value = estimate.orElseThrow();
        GoldenVectors.assertClose(
                what + " estimate", value.estimate(), expected.get("estimate").asDouble(), relative, absolute);
        GoldenVectors.assertClose(
                what + " se", value.standardError(), expected.get("se").asDouble(), 1e-9, absolute);
    }

    static double[] negated(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = -x[i];
        }
        return out;
    }
}
