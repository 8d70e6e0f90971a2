package io.aurora.cluster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.cli.AuroraCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmarks, small: every part runs and counts what it did. */
class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = AuroraCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private JsonNode figures() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void shouldMeasureEveryPartOfALoadedNode() throws Exception {
        int code = run(
                "bench",
                "node",
                "--symbols",
                "6",
                "--events",
                "150",
                "--snapshot-age",
                "49",
                "--starts",
                "1",
                "--warm-up",
                "1",
                "--time",
                "2",
                "--rate",
                "40",
                "--streams",
                "3",
                "--lines",
                "5");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.at("/store/kind").asText()).isEqualTo("h2");
        assertThat(figures.at("/prefilled_events").asLong()).isEqualTo(900);
        assertThat(figures.at("/start_to_ready_s").size()).isEqualTo(1);
        assertThat(figures.at("/first_answers_s/0").asDouble()).isPositive();
        assertThat(figures.at("/closed_loop/decisions_per_s").asDouble()).isPositive();
        assertThat(figures.at("/closed_loop/mean_payload_bytes").asDouble()).isBetween(200.0, 1_000.0);
        assertThat(figures.at("/open_loop/decisions").asLong()
                        + figures.at("/open_loop/turned_away").asLong())
                .isEqualTo(80);
        assertThat(figures.at("/open_loop/ms_since_due/p99").asDouble())
                .isGreaterThanOrEqualTo(
                        figures.at("/open_loop/ms_since_offered/p50").asDouble());
        assertThat(figures.at("/http_ndjson/decisions_per_s").asDouble()).isPositive();
        assertThat(figures.at("/conditions/cores").asInt()).isPositive();
    }

    @Test
    void shouldMeasureBareInserts() throws Exception {
        int code = run("bench", "journal", "--symbols", "5", "--events", "20", "--repeat", "2", "--batch", "10");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.at("/rows_a_run").asLong()).isEqualTo(100);
        assertThat(figures.at("/rows_per_s_batch_10").size()).isEqualTo(2);
        assertThat(figures.at("/rows_per_s_batch_10/0").asDouble()).isPositive();
    }

    @Test
    void shouldRefuseAPlanThatCannotBe() {
        int code = run("bench", "node", "--events", "10", "--snapshot-age", "499");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--snapshot-age=499");
    }
}
