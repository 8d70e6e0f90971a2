package io.aurora.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.settings.ExecutionSettings;
import io.aurora.golden.GoldenVectors;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GatingGoldenTest {
    @Test
    void shouldSizeAsTheReferenceWhenStatesAndGuardsVary() {
        for (JsonNode golden : GoldenVectors.read("online/gating.json").get("cases")) {
            JsonNode p = golden.get("params");
            JsonNode map = p.get("scale_map");
            ExecutionSettings settings = new ExecutionSettings(
                    p.get("base_notional").asDouble(),
                    new ExecutionSettings.ScaleMap(
                            map.get("PASS").asDouble(),
                            map.get("DERISK").asDouble(),
                            map.get("BLOCK").asDouble()),
                    p.get("hard_block_on_guard").asBoolean(),
                    p.get("min_notional").asDouble(),
                    p.get("max_notional").asDouble(),
                    true);
            Gating gating = Gating.of(
                    settings,
                    settings.baseNotional(),
                    AcceptanceState.valueOf(golden.get("state").asText()),
                    guards(golden.get("guards")),
                    guards(golden.get("hard")));
            String where = golden.get("name").asText();
            JsonNode expected = golden.get("expected");
            GoldenVectors.assertClose(
                    where, gating.notional(), expected.get("notional").asDouble());
            GoldenVectors.assertClose(
                    where, gating.riskScale(), expected.get("risk_scale").asDouble());
            assertThat(String.join("|", gating.blockReasons())).as(where).isEqualTo(joined(expected.get("reasons")));
        }
    }

    @Test
    void shouldHalveTheSizeAndSayWhyWhenTheKappaTriggerIsOn() {
        Gating gating = new Gating(0.8, 0.4, List.of()).halved();

        assertThat(gating).isEqualTo(new Gating(0.4, 0.2, List.of("trigger_kappa")));
    }

    @Test
    void shouldPutTheHoldFirstWhenOtherReasonsStand() {
        Gating gating = new Gating(0.5, 0.5, List.of("guard_width")).blocked("hold");

        assertThat(gating).isEqualTo(new Gating(0.0, 0.0, List.of("hold", "guard_width")));
    }

    private static GuardSet guards(JsonNode names) {
        GuardSet set = GuardSet.NONE;
        for (JsonNode name : names) {
            set = set.with(Guard.valueOf(name.asText().toUpperCase(Locale.ROOT)), true);
        }
        return set;
    }

    private static String joined(JsonNode array) {
        StringBuilder text = new StringBuilder();
        array.forEach(node -> text.append(text.length() == 0 ? "" : "|").append(node.asText()));
        return text.toString();
    }
}
