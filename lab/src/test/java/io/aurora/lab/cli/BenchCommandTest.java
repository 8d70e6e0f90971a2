package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.inference.cuda.CudaDevices;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void shouldPrintFiguresWithTheirConditionsWhenTheFoldIsMeasured() throws Exception {
        Cli.Run run = Cli.run("bench", "fold", "--bars", "2000", "--series", "1", "--repeat", "1");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(figures.at("/bars_given/0/per_s").asLong()).isPositive();
        assertThat(figures.at("/bars_bic/0/per_cpu_s").asLong()).isPositive();
        assertThat(figures.get("snapshot_bytes").asLong()).isBetween(10_000L, 57_344L);
        assertThat(figures.get("retained_heap_bytes").asLong()).isPositive();
        assertThat(figures.at("/conditions/bars_a_series").asLong()).isEqualTo(2000);
    }

    @Test
    void shouldPrintFiguresWithTheirConditionsWhenTheDecisionLoopIsMeasured() throws Exception {
        Cli.Run run = Cli.run("bench", "learn", "--decisions", "2000", "--states", "10", "--repeat", "2");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(figures.get("fold_per_s")).hasSize(2).allMatch(rate -> rate.asLong() > 0);
        assertThat(figures.get("bytes_a_decision_and_outcome").asDouble()).isBetween(400.0, 700.0);
        assertThat(figures.at("/conditions/states").asInt()).isEqualTo(10);
        assertThat(Cli.run("bench", "learn", "--states", "0").err()).contains("--states=0");
    }

    @Test
    void shouldRefuseTooFewBarsWhenAsked() {
        Cli.Run run = Cli.run("bench", "fold", "--bars", "10");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--bars=10");
    }

    @Test
    void shouldPutFiguresBesideTheMachinesLimitsWhenInferenceIsMeasured() throws Exception {
        Cli.Run run = Cli.run(
                "bench",
                "inference",
                "--networks",
                "small,router",
                "--threads",
                "2",
                "--batches",
                "1,9",
                "--time",
                "0.01",
                "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(figures.get("cases"))
                .hasSize(4)
                .allMatch(c -> c.get("p50_us").asDouble() > 0.0
                        && c.get("p50_us").asDouble() <= c.get("p99_us").asDouble()
                        && c.get("of_fma_peak").asDouble() > 0.0);
        assertThat(figures.get("limits"))
                .hasSize(2)
                .allMatch(c -> c.get("read_gb_per_s").asDouble() > 0.0);
        assertThat(figures.at("/limits/0/weight_bytes").asLong()).isEqualTo(4L * 70_211);
        assertThat(figures.at("/cases/0/operations").asLong()).isEqualTo(137_600);
        assertThat(figures.at("/conditions/kernels").asText()).isEqualTo("plain");
        assertThat(Cli.run("bench", "inference", "--device", "tpu").err()).contains("--device=tpu");
        assertThat(Cli.run("bench", "inference", "--networks", "huge").err()).contains("--networks=huge");
        assertThat(Cli.run("bench", "inference", "--batches", "0").err()).contains("--batches=[0]");
    }

    @Test
    void shouldMeasureTheDeviceOrSayWhyNotWhenCudaIsAsked() throws Exception {
        Cli.Run run = Cli.run(
                "bench",
                "inference",
                "--device",
                "cuda",
                "--networks",
                "small",
                "--batches",
                "1",
                "--time",
                "0.01",
                "--json");

        if (CudaDevices.find() instanceof CudaDevices.None none) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("no CUDA device: " + none.reason());
        } else {
            JsonNode figures = new ObjectMapper().readTree(run.out());
            assertThat(figures.at("/cases/0/kernels_us").asDouble()).isPositive();
            assertThat(figures.at("/conditions/devices/0").asText()).isNotBlank();
        }
    }

    @Test
    void shouldTabulateErrorsWhenAccuracyIsAsked() {
        Cli.Run run = Cli.run("bench", "inference", "--accuracy", "--stride", "20011");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(6);
        assertThat(run.out()).contains("tanh").contains("softplus").contains("max_ulps");
    }
}
