package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.golden.GoldenVectors;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The whole predictor, forecast then settlement, for every controller and quantile kind. */
class IcpGoldenTest {
    private final JsonNode vector = GoldenVectors.read("online/icp.json");

    @TestFactory
    Stream<DynamicTest> shouldFollowTheReferencePredictorWhenSequencesStream() {
        return StreamSupport.stream(vector.get("runs").spliterator(), false)
                .map(run -> DynamicTest.dynamicTest(name(run), () -> follow(run)));
    }

    private static String name(JsonNode run) {
        return run.get("controller").asText() + " " + run.get("quantile_kind").asText() + " "
                + run.get("sequence").asText();
    }

    private void follow(JsonNode run) {
        IcpSettings settings = ConformalFixture.settings(
                ControllerKind.valueOf(run.get("controller").asText().toUpperCase(Locale.ROOT)),
                QuantileKind.valueOf(run.get("quantile_kind").asText().toUpperCase(Locale.ROOT)));
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        JsonNode sequence = vector.get("sequences").get(run.get("sequence").asText());
        int row = 0;
        for (int i = 0; i < sequence.size(); i++) {
            JsonNode in = sequence.get(i);
            NextInterval next = state.previewForecast(
                    settings,
                    Optional.empty(),
                    GoldenVectors.number(in.get(0)),
                    GoldenVectors.number(in.get(1)),
                    in.get(2).asDouble() != 0.0,
                    GoldenVectors.number(in.get(3)));
            state.opened(next.alpha(), next.alphaTarget(), next.inflation());
            double y = GoldenVectors.number(in.get(4));
            Settlement settlement = state.previewSettlement(settings, next.open(), y);
            JsonNode expected = run.get("expected").get(row);
            if (expected != null && expected.get(0).asInt() == i) {
                row++;
                double beta = beta(settings, state, next.open().scaledScore(y));
                compare(name(run) + " row " + i, expected, next, settlement, beta);
            }
            state.settle(settings, next.open(), y);
        }
        assertThat(row).as("rows compared").isEqualTo(run.get("expected").size());
        compareFinal(
                name(run),
                run.get("final"),
                state.stats(settings),
                state.figures().controller());
    }

    private static double beta(IcpSettings settings, ConformalState state, double scaled) {
        ConformalImage image = state.image();
        ScoreWindow scores =
                ScoreWindow.restored(settings, image.scores(), image.markerHeights(), image.markerPositions());
        return ConformalRank.tailShare(scores, scaled, settings.coldNormal());
    }

    private static void compare(String what, JsonNode expected, NextInterval next, Settlement settlement, double beta) {
        double[] actual = {
            next.alpha(), next.alphaTarget(), next.q(), next.inflation(), next.lo(), next.hi(), settlement.score()
        };
        String[] columns = {"alpha", "alpha_target", "q", "inflation", "lo", "hi", "score"};
        for (int i = 0; i < actual.length; i++) {
            GoldenVectors.assertClose(what + " " + columns[i], actual[i], GoldenVectors.number(expected.get(i + 1)));
        }
        assertThat(settlement.hit()).as(what + " hit").isEqualTo(expected.get(8).asInt() == 1);
        GoldenVectors.assertClose(what + " beta", beta, GoldenVectors.number(expected.get(9)));
        GoldenVectors.assertClose(
                what + " coverage_ema", settlement.coverageEma(), GoldenVectors.number(expected.get(10)));
        assertThat(settlement.missStreak())
                .as(what + " streak")
                .isEqualTo(expected.get(11).asInt());
    }

    private static void compareFinal(String what, JsonNode expected, Stats stats, ControllerState controller) {
        GoldenVectors.assertClose(what + " alpha", stats.alpha(), GoldenVectors.number(expected.get("alpha")));
        GoldenVectors.assertClose(
                what + " target", stats.alphaTarget(), GoldenVectors.number(expected.get("alpha_target")));
        GoldenVectors.assertClose(
                what + " coverage", stats.coverageEma(), GoldenVectors.number(expected.get("coverage_ema")));
        GoldenVectors.assertClose(
                what + " empirical",
                stats.coverageEmpirical().orElseThrow(),
                GoldenVectors.number(expected.get("coverage_empirical")));
        GoldenVectors.assertClose(what + " q_hat", stats.qHat(), GoldenVectors.number(expected.get("q_hat")));
        GoldenVectors.assertClose(
                what + " inflation", stats.inflation(), GoldenVectors.number(expected.get("inflation")));
        assertThat(stats.n()).as(what).isEqualTo(expected.get("n").asInt());
        assertThat(stats.missStreak())
                .as(what)
                .isEqualTo(expected.get("miss_streak").asInt());
        if (expected.has("experts")) {
            compareExperts(what, expected.get("experts"), (DtaciState) controller);
        }
    }

    private static void compareExperts(String what, JsonNode expected, DtaciState experts) {
        double[] alphas = GoldenVectors.numbers(expected.get("alphas"));
        double[] weights = GoldenVectors.numbers(expected.get("weights"));
        for (int i = 0; i < alphas.length; i++) {
            GoldenVectors.assertClose(what + " expert alpha " + i, experts.alphas()[i], alphas[i]);
            GoldenVectors.assertClose(what + " expert weight " + i, experts.weights()[i], weights[i]);
        }
        GoldenVectors.assertClose(
                what + " eta", DtaciState.eta(500, 0.1), expected.get("eta").asDouble());
    }
}
