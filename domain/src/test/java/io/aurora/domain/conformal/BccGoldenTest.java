package io.aurora.domain.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

class BccGoldenTest {
    @Test
    void shouldGiveTheReferenceCalibrationWhenBlocksFillAndRoll() {
        for (JsonNode golden : GoldenVectors.read("online/kappa.json").get("bcc_cases")) {
            BccWindow window = new BccWindow(ConformalFixture.BCC);
            double[] targets = GoldenVectors.numbers(golden.get("targets"));
            double[] hits = GoldenVectors.numbers(golden.get("hits"));
            double previewed = window.bcc();
            for (int i = 0; i < hits.length; i++) {
                // the vector's targets are coverages
                double target = 1.0 - targets[i];
                previewed = window.bccAfter(hits[i] == 1.0, target);
                window.push(hits[i] == 1.0, target);
            }
            double expected = golden.get("expected").asDouble();
            GoldenVectors.assertClose("bcc n=" + hits.length, window.bcc(), expected);
            GoldenVectors.assertClose("bcc previewed n=" + hits.length, previewed, expected);
        }
    }
}
