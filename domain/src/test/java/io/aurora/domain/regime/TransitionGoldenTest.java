package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.RegimeSettings;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class TransitionGoldenTest {
    @Test
    void shouldGiveReferenceFlagsWhenRowsArePushed() {
        for (JsonNode one : GoldenVectors.read("online/trans.json").get("cases")) {
            RegimeSettings.Trans settings = settings(one.get("params"));
            TransitionState state = new TransitionState(settings.window());
            for (int i = 0; i < one.get("rows").size(); i++) {
                double[] row = GoldenVectors.numbers(one.get("rows").get(i));
                TransitionStep preview = state.preview(settings, row[0], row[1], row[2], row[3]);
                assertThat(state.push(settings, row[0], row[1], row[2], row[3])).isEqualTo(preview);
                assertThat(preview.on())
                        .as("%s, row %d", one.get("name").asText(), i)
                        .isEqualTo(one.get("expected").get(i).asInt() == 1);
            }
        }
    }

    private static RegimeSettings.Trans settings(JsonNode params) {
        return new RegimeSettings.Trans(
                params.get("trans_window").asInt(),
                params.get("trans_min").asInt(),
                params.get("a_on").asDouble(),
                params.get("a_off").asDouble(),
                params.get("v_quantile").asDouble(),
                params.get("vol_quantile").asDouble(),
                params.get("m_on").asDouble(),
                params.get("m_off").asDouble(),
                params.get("min_trans").asInt());
    }
}
