package io.aurora.domain.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.market.Bar;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesGoldenTest {
    @Test
    void shouldCarryNamesAndHashOfTheVectorWhenSchemaIsAsked() {
        JsonNode vector = GoldenVectors.read("online/features.json");

        List<String> names = new ArrayList<>();
        vector.get("names").forEach(name -> names.add(name.asText()));
        assertThat(FeatureSchema.NAMES).hasSize(FeatureSchema.DIMENSION).isEqualTo(names);
        assertThat(FeatureSchema.HASH).isEqualTo(vector.get("schema_sha256").asText());
        assertThat(FeatureSchema.WARMUP_BARS).isEqualTo(vector.get("warmup").asInt());
    }

    @Test
    void shouldGiveFeaturesOfTheVectorWhenBarsAreStreamedAndInBatch() {
        JsonNode vector = GoldenVectors.read("online/features.json");

        for (JsonNode one : vector.get("cases")) {
            Bar[] bars = bars(one.get("bars"));
            double[][] streamed = stream(bars);
            BatchFeatures batch = new BatchFeatures(bars);
            for (JsonNode row : one.get("expected")) {
                int index = row.get("index").asInt();
                double[] expected = GoldenVectors.numbers(row.get("features"));
                String where = one.get("name").asText() + ", bar " + index;
                assertFeatures(where, streamed[index], expected);
                assertFeatures(where + ", batch", batch.features(index), expected);
            }
        }
        assertThat(vector.get("cases")).hasSizeGreaterThan(9);
    }

    /** Features by bar; null before the first. */
    private static double[][] stream(Bar[] bars) {
        double[][] rows = new double[bars.length][];
        FeatureState state = new FeatureState();
        for (int i = 0; i < bars.length; i++) {
            state.push(bars[i]);
            if (state.ready()) {
                rows[i] = new double[FeatureSchema.DIMENSION];
                state.features(rows[i]);
            }
        }
        return rows;
    }

    static void assertFeatures(String where, double[] actual, double[] expected) {
        for (int j = 0; j < FeatureSchema.DIMENSION; j++) {
            GoldenVectors.assertClose(where + ", " + FeatureSchema.NAMES.get(j), actual[j], expected[j]);
        }
    }

    private static Bar[] bars(JsonNode columns) {
        double[] ts = GoldenVectors.numbers(columns.get("ts"));
        double[] open = GoldenVectors.numbers(columns.get("open"));
        double[] high = GoldenVectors.numbers(columns.get("high"));
        double[] low = GoldenVectors.numbers(columns.get("low"));
        double[] close = GoldenVectors.numbers(columns.get("close"));
        double[] volume = GoldenVectors.numbers(columns.get("volume"));
        Bar[] bars = new Bar[ts.length];
        for (int i = 0; i < ts.length; i++) {
            bars[i] = new Bar("SIM-USD", (long) ts[i] * 1000L, open[i], high[i], low[i], close[i], volume[i]);
        }
        return bars;
    }
}
