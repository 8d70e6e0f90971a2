package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    @TempDir
    private Path temp;

    @Test
    void shouldMakeTheSameModelWhenTheSeedIsTheSame() throws IOException {
        Path model = temp.resolve("a");
        Cli.Run made = Cli.run("model", "make-random", "--seed", "7", "--out", model.toString());
        assertThat(made.code()).as(made.err()).isZero();
        String id = made.out().strip();
        Cli.Run again = Cli.run(
                "model",
                "make-random",
                "--seed",
                "7",
                "--out",
                temp.resolve("b").toString());
        assertThat(again.out().strip()).isEqualTo(id);
        Cli.Run other = Cli.run(
                "model",
                "make-random",
                "--seed",
                "8",
                "--out",
                temp.resolve("c").toString());
        assertThat(other.out().strip()).isNotEqualTo(id);

        assertThat(Cli.run("model", "verify", model.toString()).out().strip()).isEqualTo("student " + id + ": good");
        JsonNode shown = new ObjectMapper()
                .readTree(Cli.run("model", "show", model.toString(), "--json").out());
        assertThat(shown.get("id").asText()).isEqualTo(id);
        assertThat(shown.at("/sizes/hidden").asInt()).isEqualTo(64);
        assertThat(Cli.run("model", "show", model.toString()).out()).contains("target_scale         0.01");
    }

    @Test
    void shouldFailTheVerdictWhenWeightsAreDamaged() throws IOException {
        Path model = temp.resolve("router");
        Cli.run("model", "make-random", "--kind", "router", "--out", model.toString());
        assertThat(Cli.run("model", "verify", model.toString()).code()).isZero();
        Path weights = model.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 3] ^= 1;
        Files.write(weights, bytes);
        Cli.Run run = Cli.run("model", "verify", model.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("refused: must be ").contains("as model.json says: sha256=");
    }

    @Test
    void shouldNameTheInputWhenItIsBad() {
        Cli.Run kind = Cli.run(
                "model",
                "make-random",
                "--kind",
                "teacher",
                "--out",
                temp.resolve("x").toString());
        assertThat(kind.code()).isEqualTo(2);
        assertThat(kind.err()).contains("must be student or router: --kind=teacher");
        Cli.Run size = Cli.run(
                "model",
                "make-random",
                "--size",
                "huge",
                "--out",
                temp.resolve("x").toString());
        assertThat(size.err()).contains("must be small or full: --size=huge");
        Cli.Run exists = Cli.run("model", "make-random", "--out", temp.toString());
        assertThat(exists.code()).isEqualTo(2);
        assertThat(exists.err()).contains("must not exist yet: folder=" + temp);
        assertThat(Cli.run("model", "show", temp.resolve("none").toString()).code())
                .isEqualTo(2);
        assertThat(Cli.run("model").code()).isEqualTo(2);
    }
}
