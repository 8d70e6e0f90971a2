package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class FitsGoldenTest {
    private static final double LIKELIHOOD_LOSS = 1e-5;

    private final JsonNode cases = GoldenVectors.read("risk/fits.json").get("cases");

    @Test
    void shouldGiveReferenceAutoregressionWhenSeriesIsGiven() {
        for (JsonNode one : cases) {
            String id = one.get("id").asText();
            JsonNode expected = one.get("expected").get("ar1");
            Ar1Fit fit = Ar1Fit.of(GoldenVectors.numbers(one.get("returns"))).orElseThrow();
            GoldenVectors.assertClose(id + " c", fit.c(), expected.get("c").asDouble());
            GoldenVectors.assertClose(
                    id + " phi", fit.phi(), expected.get("phi").asDouble());
            GoldenVectors.assertClose(
                    id + " sigma2", fit.sigma2(), expected.get("sigma2").asDouble());
            GoldenVectors.assertClose(
                    id + " loglik", fit.logLikelihood(), expected.get("loglik").asDouble());
            double bic = Likelihood.bic(
                    fit.logLikelihood(), Ar1Fit.PARAMETERS, one.get("n").asInt());
            GoldenVectors.assertClose(id + " bic", bic, expected.get("bic").asDouble());
        }
    }

    @Test
    void shouldReachReferenceLikelihoodWhenSeriesIsGiven() {
        for (JsonNode one : cases) {
            String id = one.get("id").asText();
            double[] returns = GoldenVectors.numbers(one.get("returns"));
            Arma11Fit arma = Arma11Fit.of(returns).orElseThrow();
            Garch11Fit garch = Garch11Fit.of(returns).orElseThrow();
            assertThat(arma.logLikelihood())
                    .as("%s %s", id, arma)
                    .isGreaterThan(likelihood(one, "arma11") - LIKELIHOOD_LOSS)
                    .isLessThan(likelihood(one, "arma11") + 1.0);
            assertThat(garch.logLikelihood())
                    .as("%s %s", id, garch)
                    .isGreaterThan(likelihood(one, "garch11") - LIKELIHOOD_LOSS)
                    .isLessThan(likelihood(one, "garch11") + 1.0);
        }
    }

    @Test
    void shouldGiveReferenceProbabilitiesWhenSeriesIsGiven() {
        for (JsonNode one : cases) {
            RegimeProbabilities actual =
                    BicRouter.fit(GoldenVectors.numbers(one.get("returns"))).orElseThrow();
            double[] expected = GoldenVectors.numbers(one.get("expected").get("probabilities"));
            assertThat(new double[] {actual.ar(), actual.arma(), actual.garch()})
                    .as(one.get("id").asText())
                    .containsExactly(expected, within(1e-3));
        }
    }

    private static double likelihood(JsonNode one, String model) {
        return one.get("expected").get(model).get("loglik").asDouble();
    }
}
