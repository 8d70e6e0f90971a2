package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteTheSameFileWhenRunTwice() throws Exception {
        Path first = folder.resolve("a.csv");
        Path second = folder.resolve("b.csv");

        Cli.Run run = Cli.run("simulate", "--scenario", "crash", "--bars", "50", "--out", first.toString());
        Cli.run("simulate", "--scenario", "crash", "--bars", "50", "--out", second.toString());

        assertThat(run)
                .isEqualTo(new Cli.Run(0, "50 bars of SIM-1 (crash, seed 1) in " + first + System.lineSeparator(), ""));
        assertThat(first).hasSameTextualContentAs(second);
        assertThat(Files.readAllLines(first)).hasSize(51);
        assertThat(Files.readAllLines(first).get(1)).startsWith("2024-01-01T00:00:00Z,SIM-1,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scenario|flash|must be one of calm, trending, volatile, crash, regime-shift, gappy: scenario=flash",
                "--bars|0|must be >= 1: --bars=0",
                "--start|yesterday|must be a time like 2024-01-01T00:00:00Z: --start=yesterday",
                "--symbol|BTC/USDT|must match [A-Za-z0-9._-]{1,32}: symbol=BTC/USDT (write '-' instead of '/')",
            })
    void shouldSayWhatIsWrongInOneLineWhenAnOptionIsBad(String option, String value, String message) {
        Path out = folder.resolve("x.csv");

        Cli.Run run = Cli.run("simulate", option, value, "--out", out.toString());

        assertThat(run).isEqualTo(new Cli.Run(2, "", "aurora simulate: " + message + System.lineSeparator()));
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldRefuseAFolderThatIsNotThereWhenWriting() {
        Cli.Run run = Cli.run(
                "simulate", "--bars", "5", "--out", folder.resolve("no/x.csv").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("no such folder");
    }
}
