package io.aurora.domain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.HysteresisSettings;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FsmGoldenTest {
    @Test
    void shouldStepAsTheReferenceWhenEveryArcIsTried() {
        JsonNode vector = GoldenVectors.read("online/fsm.json");
        for (JsonNode golden : vector.get("cases")) {
            AcceptanceFsm fsm = fsm(golden.get("params"));
            FsmPosition position = FsmPosition.START;
            for (int i = 0; i < golden.get("input").size(); i++) {
                JsonNode input = golden.get("input").get(i);
                JsonNode expected = golden.get("expected").get(i);
                FsmStep step = fsm.step(
                        position,
                        guards(input.get("soft")),
                        guards(input.get("hard")),
                        GoldenVectors.number(input.get("kappa_plus")));
                String where = golden.get("name").asText() + " bar " + i;
                assertThat(step.position().state().name())
                        .as(where)
                        .isEqualTo(expected.get("state").asText());
                assertThat(step.position().dwell())
                        .as(where)
                        .isEqualTo(expected.get("dwell").asInt());
                assertThat(step.raw().name())
                        .as(where)
                        .isEqualTo(expected.get("raw").asText());
                assertThat(step.reasons()).as(where).isEqualTo(strings(expected.get("reason")));
                assertThat(step.from().isPresent())
                        .as(where)
                        .isEqualTo(!expected.get("transition").isNull());
                position = step.position();
            }
        }
    }

    static GuardSet guards(JsonNode names) {
        GuardSet set = GuardSet.NONE;
        for (JsonNode name : names) {
            set = set.with(Guard.valueOf(name.asText().toUpperCase(Locale.ROOT)), true);
        }
        return set;
    }

    static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(node -> values.add(node.asText()));
        return values;
    }

    private static AcceptanceFsm fsm(JsonNode p) {
        return new AcceptanceFsm(
                new KappaSettings(
                        p.get("tau_pass").asDouble(),
                        p.get("tau_derisk").asDouble(),
                        0.7,
                        new KappaSettings.Weights(0.4, 0.3, 0.3),
                        new KappaSettings.Penalties(0.15, 0.1, 0.15, 0.1),
                        new KappaSettings.Bcc(250, 30, 0.1, 0.4)),
                new HysteresisSettings(
                        p.get("tau_pass_up").asDouble(),
                        p.get("tau_pass_down").asDouble(),
                        p.get("tau_derisk_up").asDouble(),
                        p.get("tau_derisk_down").asDouble(),
                        p.get("dwell_pass").asInt(),
                        p.get("dwell_derisk").asInt(),
                        p.get("recover_n").asInt(),
                        p.get("cooldown").asInt(),
                        p.get("extended").asInt(),
                        p.get("clean_n").asInt(),
                        p.get("fast_path").asBoolean()));
    }
}
