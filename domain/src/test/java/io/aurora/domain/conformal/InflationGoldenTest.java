package io.aurora.domain.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class InflationGoldenTest {
    private final JsonNode vector = GoldenVectors.read("online/inflation.json");

    @Test
    void shouldInflateAsTheReferenceWhenMissesCluster() {
        for (JsonNode golden : vector.get("cases")) {
            double inflation = vector.get("start").asDouble();
            for (int i = 0; i < golden.get("expected").size(); i++) {
                inflation = Inflation.next(
                        ConformalFixture.INFLATION,
                        inflation,
                        golden.get("misses_last_20").get(i).asInt(),
                        golden.get("alpha_target").asDouble(),
                        golden.get("trans").get(i).asInt() == 1);
                GoldenVectors.assertClose(
                        golden.get("name").asText() + " " + i,
                        inflation,
                        golden.get("expected").get(i).asDouble());
            }
        }
    }

    @Test
    void shouldTargetAsTheReferenceWhenTheMarketTurns() {
        for (JsonNode golden : vector.get("alpha_target")) {
            double target = AlphaTarget.of(
                    ConformalFixture.settings(ControllerKind.ACI, QuantileKind.WINDOW),
                    golden.get("trans").asInt() == 1,
                    golden.get("aci_ema").asDouble());
            GoldenVectors.assertClose(
                    golden.toString(), target, golden.get("expected").asDouble());
        }
    }
}
