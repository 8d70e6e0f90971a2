package io.aurora.lab.ope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageExperimentTest {
    @Test
    void shouldCoverTheTruthAsOftenAsPromisedWhenLogsAreSimulated() {
        Map<String, Object> both = CoverageExperiment.run(300, 1_000, () -> {});

        Map<?, ?> figures = (Map<?, ?>) both.get("independent_rows");
        assertThat(figure(figures, "dr", "coverage")).as("seeds 1..300").isBetween(0.92, 0.98);
        assertThat(figure(figures, "ips", "coverage")).as("seeds 1..300").isBetween(0.91, 0.99);
        assertThat(figure(figures, "confidence_sequence", "coverage")).isGreaterThanOrEqualTo(0.95);
        assertThat(figure(figures, "dr", "mean_width"))
                .isLessThan(figure(figures, "snips", "mean_width"))
                .isLessThan(figure(figures, "ips", "mean_width"));
        Map<?, ?> loop = (Map<?, ?>) both.get("made_by_the_loop");
        assertThat(figure(loop, "dr", "coverage")).as("seeds 1..300").isBetween(0.92, 0.98);
        assertThat(figure(loop, "confidence_sequence", "coverage")).isGreaterThanOrEqualTo(0.95);
        assertThat(CoverageExperiment.run(3, 100, () -> {})).isEqualTo(CoverageExperiment.run(3, 100, () -> {}));
    }

    private static double figure(Map<?, ?> figures, String estimate, String name) {
        return (double) ((Map<?, ?>) figures.get(estimate)).get(name);
    }
}
