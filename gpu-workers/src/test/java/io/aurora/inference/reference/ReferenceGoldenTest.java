package io.aurora.inference.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import io.aurora.inference.model.GoldenNetworks;
import io.aurora.inference.model.Standardisation;
import org.junit.jupiter.api.Test;

class ReferenceGoldenTest {
    private static final double RELATIVE = 1e-12;
    private static final double SCALE_OF_STATES = 1e-13;

    @Test
    void shouldMeetTheReferenceWhenAStudentStepsThroughBars() {
        for (JsonNode c : GoldenNetworks.cases("steps")) {
            double unit = c.get("target_scale").asDouble();
            ReferenceStudent student = new ReferenceStudent(GoldenNetworks.student(c));
            for (JsonNode step : c.get("steps")) {
                String id = c.get("id").asText() + " ";
                double[] x = standardised(GoldenNetworks.standardisation(c), step);
                close(id + "standardised", x, step.get("standardised"));
                ReferenceStudent.Step actual = student.step(x);
                close(id + "yhat", unit * actual.mean(), step.get("yhat"));
                close(id + "scale", unit * actual.scale(), step.get("scale"));
                close(id + "nu", actual.df(), step.get("nu"));
                close(id + "latent_mean", actual.latentMean(), step.get("latent_mean"));
                close(id + "latent_sd", actual.latentSd(), step.get("latent_sd"));
                for (int i = 0; i < c.get("layers").asInt(); i++) {
                    close(id + "h", student.h(i), step.get("h").get(i));
                    close(id + "c", student.c(i), step.get("c").get(i));
                }
            }
        }
    }

    @Test
    void shouldMeetTheReferenceWhenARouterClassifies() {
        for (JsonNode c : GoldenNetworks.cases("inputs")) {
            ReferenceRouter router = new ReferenceRouter(
                    GoldenNetworks.router(c), c.get("temperature").asDouble());
            for (int i = 0; i < c.get("inputs").size(); i++) {
                ReferenceRouter.Answer answer =
                        router.classify(GoldenVectors.numbers(c.get("inputs").get(i)));
                close("logits", answer.logits(), c.get("expected").get("logits").get(i));
                JsonNode p = c.get("expected").get("probabilities").get(i);
                close("probabilities", answer.probabilities(), p);
            }
        }
    }

    private static double[] standardised(Standardisation standardisation, JsonNode step) {
        double[] features = GoldenVectors.numbers(step.get("features"));
        double[] out = new double[features.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = standardisation.standardised(i, features[i]);
        }
        return out;
    }

    private static void close(String what, double[] actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            close(what + " " + i, actual[i], expected.get(i));
        }
    }

    private static void close(String what, double actual, JsonNode expected) {
        GoldenVectors.assertClose(what, actual, expected.asDouble(), RELATIVE, SCALE_OF_STATES);
    }
}
