package io.aurora.domain.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.settings.KappaSettings.Penalties;
import io.aurora.domain.settings.KappaSettings.Weights;
import io.aurora.golden.GoldenVectors;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KappaGoldenTest {
    private static final double EPS = 1e-12;

    private final JsonNode vector = GoldenVectors.read("online/kappa.json");
    private final KappaSettings settings = settings(vector);

    private static KappaSettings settings(JsonNode v) {
        JsonNode w = v.get("weights");
        JsonNode p = v.get("penalties");
        JsonNode b = v.get("bcc");
        return new KappaSettings(
                0.64,
                0.45,
                v.get("gamma").asDouble(),
                new Weights(number(w, "state"), number(w, "model"), number(w, "forecast")),
                new Penalties(number(p, "coverage"), number(p, "latency"), number(p, "surprisal"), number(p, "width")),
                new KappaSettings.Bcc(
                        b.get("window").asInt(), b.get("min").asInt(), number(b, "under"), number(b, "over")));
    }

    private static double number(JsonNode node, String field) {
        return GoldenVectors.number(node.get(field));
    }

    private static double expected(JsonNode golden) {
        return number(golden, "expected");
    }

    @Test
    void shouldGiveTheReferenceStateUncertaintyWhenAStudentSpeaksOrNot() {
        for (JsonNode golden : vector.get("u_state_student")) {
            double actual = Kappa.uStateStudent(GoldenVectors.numbers(golden.get("sds")));
            GoldenVectors.assertClose(golden.toString(), actual, expected(golden));
        }
        for (JsonNode golden : vector.get("u_state_plain")) {
            double ratio = StrictMath.log((number(golden, "rv_20") + EPS) / (number(golden, "rv_60") + EPS));
            GoldenVectors.assertClose(golden.toString(), Kappa.uStatePlain(ratio), expected(golden));
        }
    }

    @Test
    void shouldGiveTheReferenceModelUncertaintyWhenRegimesMix() {
        for (JsonNode golden : vector.get("u_model")) {
            double actual = Kappa.uModel(GoldenVectors.numbers(golden.get("probs")));
            GoldenVectors.assertClose(golden.toString(), actual, expected(golden));
        }
    }

    @Test
    void shouldGiveTheReferenceForecastUncertaintyWhenWidthsVary() {
        double floor = number(vector, "sigma_floor");
        for (JsonNode golden : vector.get("u_forecast")) {
            double actual = Kappa.uForecast(number(golden, "width"), number(golden, "rv_60"), floor);
            GoldenVectors.assertClose(golden.toString(), actual, expected(golden));
        }
    }

    @Test
    void shouldGiveTheReferenceKappaPlusWhenSoftGuardsPenalise() {
        for (JsonNode golden : vector.get("kappa_cases")) {
            double kappa = Kappa.kappa(
                    settings.weights(),
                    number(golden, "u_state"),
                    number(golden, "u_model"),
                    number(golden, "u_forecast"));
            GuardSet soft = GuardSet.NONE;
            for (JsonNode name : golden.get("soft")) {
                soft = soft.with(Guard.valueOf(name.asText().toUpperCase(Locale.ROOT)), true);
            }
            GoldenVectors.assertClose(golden + " kappa", kappa, number(golden, "kappa"));
            GoldenVectors.assertClose(
                    golden + " kappa_plus",
                    Kappa.kappaPlus(settings, kappa, number(golden, "bcc"), soft),
                    number(golden, "kappa_plus"));
        }
    }
}
