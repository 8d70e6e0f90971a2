package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.RegimeSettings;
import io.aurora.golden.GoldenVectors;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AciGoldenTest {
    private static final double RELATIVE = 1e-6;
    private static final double ABSOLUTE = 1e-9;

    private final JsonNode file = GoldenVectors.read("online/aci.json");

    @Test
    void shouldGiveReferenceIndexWhenWindowIsGiven() {
        int longOrder = file.get("hr_long_order").asInt();
        for (JsonNode one : file.get("cases")) {
            String name = one.get("name").asText();
            AciIndex.Result result = AciIndex.explain(GoldenVectors.numbers(one.get("returns")), longOrder);
            JsonNode expected = one.get("expected");
            assertNumbers(
                    name + " ar2",
                    expected.get("ar2"),
                    result.ar2().map(ar -> new double[] {ar.phi1(), ar.phi2()}).orElse(null));
            assertNumbers(
                    name + " arma21",
                    expected.get("arma21"),
                    result.arma21()
                            .map(arma -> new double[] {arma.phi1(), arma.phi2(), arma.theta()})
                            .orElse(null));
            close(
                    name + " s_phi",
                    result.ar2().map(AciIndex.Ar2::error).orElse(Double.NaN),
                    GoldenVectors.number(expected.get("s_phi")));
            close(name + " raw", result.raw().orElse(Double.NaN), GoldenVectors.number(expected.get("aci_raw")));
        }
    }

    @Test
    void shouldDivideByReferenceWhenSettingsCarryOne() {
        int longOrder = file.get("hr_long_order").asInt();
        RegimeSettings.Aci settings =
                new RegimeSettings.Aci(128, longOrder, 0.1, file.get("aci_ref").asDouble());
        AciIndex reused = new AciIndex(settings);
        for (JsonNode one : file.get("cases")) {
            double[] returns = GoldenVectors.numbers(one.get("returns"));
            double expected = GoldenVectors.number(one.get("expected").get("aci"));
            OptionalDouble index = AciIndex.of(returns, settings);
            close(one.get("name").asText(), index.orElse(Double.NaN), expected);
            assertThat(reused.compute(returns)).isEqualTo(index.isPresent());
            if (index.isPresent()) {
                assertThat(reused.value(settings.ref())).isEqualTo(index.getAsDouble());
            }
        }
    }

    @Test
    void shouldFollowReferenceAverageWhenSomeIndicesAreUndefined() {
        JsonNode ema = file.get("ema");
        double[] values = GoldenVectors.numbers(ema.get("values"));
        double[] expected = GoldenVectors.numbers(ema.get("expected"));
        AciEma state = AciEma.START;
        for (int i = 0; i < values.length; i++) {
            OptionalDouble index = Double.isNaN(values[i]) ? OptionalDouble.empty() : OptionalDouble.of(values[i]);
            state = state.next(index, ema.get("factor").asDouble());
            GoldenVectors.assertClose("ema[" + i + "]", state.value(), expected[i]);
        }
    }

    private static void assertNumbers(String what, JsonNode expected, double[] actual) {
        assertThat(actual == null).as("%s undefined", what).isEqualTo(expected.isNull());
        for (int i = 0; actual != null && i < actual.length; i++) {
            close(what + "[" + i + "]", actual[i], expected.get(i).asDouble());
        }
    }

    private static void close(String what, double actual, double expected) {
        GoldenVectors.assertClose(what, actual, expected, RELATIVE, ABSOLUTE);
    }
}
