package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowASettingAndItsPlaceWhenItIsSet() {
        Cli.Run run =
                Cli.run("config", "show", "--below", "aurora.inference.max_batch", "--set", "inference.max_batch=7");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("aurora.inference.max_batch = \"7\" # --set")
                .hasLineCount(1);
    }

    @Test
    void shouldFailItsVerdictWhenASettingIsUnknown() {
        Cli.Run bad = Cli.run("config", "validate", "--set", "inference.max_bach=7");
        Cli.Run good = Cli.run("config", "validate");

        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("max_bach").contains("max_batch");
        assertThat(good).isEqualTo(new Cli.Run(0, "good" + System.lineSeparator(), ""));
    }

    @Test
    void shouldSayTheSameInAnotherFormWhenConverted() throws Exception {
        Path yaml = Files.writeString(folder.resolve("mine.yaml"), "icp:\n  a0: 0.12\n");

        Cli.Run run = Cli.run("config", "convert", yaml.toString(), "--to", "json");
        Cli.Run bad = Cli.run("config", "convert", yaml.toString(), "--to", "toml");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"a0\"").contains("0.12");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("must be hocon, json or yaml: --to=toml");
    }

    @Test
    void shouldRefuseASectionThatIsNotThereWhenShown() {
        Cli.Run run = Cli.run("config", "show", "--below", "aurora.htpp");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("unknown section: aurora.htpp");
    }
}
