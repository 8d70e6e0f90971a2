package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateDecisionsCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteFiguresAndPlotsWhenAFolderIsGiven() throws Exception {
        Cli.Run run = Cli.run(
                "simulate-decisions",
                "--decisions",
                "600",
                "--seeds",
                "2",
                "--drift-at",
                "300",
                "--out",
                folder.toString(),
                "--json");

        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isZero();
        assertThat(figures.get("share_by_seed")).hasSize(2);
        assertThat(figures.get("drift").get("at").asInt()).isEqualTo(300);
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("run.json").toFile())
                        .get("figures"))
                .isEqualTo(figures);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("Share of the best provider", "Cumulative regret")
                .satisfies(
                        html -> assertThat(html.split("data:image/png;base64,")).hasSize(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--providers|1|must be >= 2, 1 and 1: --providers=1, --decisions=10000, --seeds=20",
                "--gap|-1|must be finite and > 0: --gap=-1.0, --sd=0.15",
                "--drift-at|10000|must be in [1, 10000): --drift-at=10000",
                "--gamma|1|must be in [0.0, 0.9999999999999999]: gamma=1.0",
                "--epsilon|1.5|must be in [0.0, 1.0]: epsilon=1.5",
            })
    void shouldSayWhatIsWrongInOneLineWhenAnOptionIsBad(String option, String value, String message) {
        assertThat(Cli.run("simulate-decisions", option, value))
                .isEqualTo(new Cli.Run(2, "", "aurora simulate-decisions: " + message + System.lineSeparator()));
    }
}
