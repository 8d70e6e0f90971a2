package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.inference.model.ModelCard;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.StudentShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a student whose weights are finite and whose forecasts are not. */
    private static final StudentShape OVERFLOWING = new StudentShape(1, 16, 8);

    @TempDir
    Path folder;

    private Path bars;

    @BeforeEach
    void simulate() {
        bars = simulated("SIM-1", 600);
    }

    private Path simulated(String symbol, int count) {
        Path file = folder.resolve(symbol + ".csv");
        Cli.Run run = Cli.run(
                "simulate", "--symbol", symbol, "--bars", "" + count, "--bar-length", "1h", "--out", file.toString());
        assertThat(run.code()).isZero();
        return file;
    }

    private static JsonNode summary(Cli.Run run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @Test
    void shouldGiveTheSameDigestWhenRunTwice() throws Exception {
        JsonNode first = summary(Cli.run("replay", "--data", bars.toString(), "--json"));
        JsonNode second = summary(Cli.run("replay", "--data", bars.toString(), "--json"));

        assertThat(first).isEqualTo(second);
        assertThat(first.get("n").asLong()).isEqualTo(600);
        assertThat(first.get("profile").asText()).isEqualTo("replay");
        assertThat(first.get("digest").asText()).hasSize(64);
        assertThat(first.has("symbols")).isFalse();
    }

    @Test
    void shouldDecideOtherwiseWhenASettingIsOther() throws Exception {
        JsonNode plain = summary(Cli.run("replay", "--data", bars.toString(), "--json"));
        JsonNode narrow = summary(Cli.run("replay", "--data", bars.toString(), "--json", "--set", "icp.a0=0.2"));

        assertThat(narrow.get("target_coverage").asDouble())
                .isLessThan(plain.get("target_coverage").asDouble());
        assertThat(narrow.get("digest")).isNotEqualTo(plain.get("digest"));
    }

    @Test
    void shouldMergeSymbolsAndKeepEachOnesOwnWhenThereAreSeveral() throws Exception {
        Path other = simulated("SIM-2", 300);

        JsonNode both = summary(Cli.run("replay", "--data", bars.toString(), "--data", other.toString(), "--json"));

        assertThat(both.get("n").asLong()).isEqualTo(900);
        assertThat(both.at("/symbols/SIM-1/n").asLong()).isEqualTo(600);
        assertThat(both.at("/symbols/SIM-2/n").asLong()).isEqualTo(300);
        assertThat(both.at("/symbols/SIM-1/digest"))
                .isEqualTo(summary(Cli.run("replay", "--data", bars.toString(), "--json"))
                        .get("digest"));
    }

    @Test
    void shouldLeaveAFolderWithEverythingWhenAskedTo() throws Exception {
        Path out = folder.resolve("run");

        Cli.Run run = Cli.run("replay", "--data", bars.toString(), "--json", "--out", out.toString());

        JsonNode record = JSON.readTree(out.resolve("run.json").toFile());
        assertThat(record.at("/figures/digest")).isEqualTo(summary(run).get("digest"));
        assertThat(record.at("/inputs/0/sha256").asText()).hasSize(64);
        assertThat(record.at("/settings/profile").asText()).isEqualTo("replay");
        assertThat(record.at("/command/0").asText()).isEqualTo("replay");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("<h2>SIM-1</h2>", "coverage_empirical")
                .containsPattern("data:image/png;base64|cannot draw");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(out.resolve("decisions.csv.gz")))) {
            List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(rows).hasSize(601);
            assertThat(rows.stream().map(row -> row.split(",", -1).length).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void shouldNameTheLineWhenARowCannotBeRead() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(bars));
        lines.set(3, lines.get(3).replaceFirst("SIM-1,[0-9.]+", "SIM-1,dear"));
        Files.write(bars, lines);

        Cli.Run strict = Cli.run("replay", "--data", bars.toString(), "--json");
        Cli.Run lenient = Cli.run("replay", "--data", bars.toString(), "--json", "--drop-bad");

        assertThat(strict.code()).isEqualTo(2);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.err())
                .contains("line 4: must be a number: open=dear")
                .contains("1 of 600 rows cannot be read (--drop-bad goes on without them)");
        assertThat(summary(lenient).get("n").asLong()).isEqualTo(599);
        assertThat(lenient.err()).contains("1 rows dropped");
    }

    @Test
    void shouldCountWhatIsNotAcceptedByReasonWhenRowsAreDoubledOrBad() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(bars));
        lines.add(lines.get(lines.size() - 1));
        lines.add(lines.get(10));
        lines.add("2031-01-01T00:00:00Z,SIM-1,1,2,3,1,5");
        Files.write(bars, lines);

        Cli.Run run = Cli.run("replay", "--data", bars.toString(), "--json");

        assertThat(summary(run).get("n").asLong()).isEqualTo(600);
        assertThat(run.err()).contains("SIM-1: not accepted: {duplicate=1, high_too_low=1, late=1}");
    }

    @Test
    void shouldSayWhatIsWrongWhenInputOrUsageIsBad() {
        String file = bars.toString();

        refused("no such file", "--data", folder.resolve("none.csv").toString());
        refused(
                "model.json",
                "--data",
                file,
                "--student",
                folder.resolve("none").toString());
        refused("a symbol comes from one file: SIM-1 is in", "--data", file, "--data", file);
        refused("must be grid or sequence: --gap-policy=fill", "--data", file, "--gap-policy", "fill");
        refused("needs bars: --data FILE");
        refused("must be finite and >= 0: --latency-ms=-1.0", "--data", file, "--latency-ms", "-1");
        refused("replay", "--data", file, "--profile", "replya");
    }

    @Test
    void shouldNameSymbolBarAndValueWhenTheModelGivesNoFiniteForecast() {
        Path student = folder.resolve("student");
        ModelFolder.write(
                student,
                ModelCard.student(
                        OVERFLOWING,
                        0.01,
                        Standardisation.identity(),
                        new Provenance(new TreeMap<>(), List.of(), "", "test", 0L)),
                Tensors.student(OVERFLOWING, (name, shape) -> filled(shape)));

        Cli.Run run = Cli.run("replay", "--data", bars.toString(), "--student", student.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> line.startsWith("aurora replay: ")))
                .singleElement()
                .asString()
                .contains(
                        "the models give no forecast: symbol=SIM-1, bar=2",
                        "T",
                        "must be finite: ",
                        "=NaN",
                        "student ");
    }

    private static float[] filled(int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, Float.MAX_VALUE);
        return values;
    }

    private static void refused(String message, String... options) {
        List<String> args = new ArrayList<>(List.of("replay"));
        args.addAll(List.of(options));
        Cli.Run run = Cli.run(args.toArray(new String[0]));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).startsWith("aurora replay: ").hasLineCount(1);
    }

    @Test
    void shouldNeedTheBarLengthWhenThereIsOneBarOnly() {
        Path one = simulated("SIM-3", 1);

        Cli.Run without = Cli.run("replay", "--data", one.toString());
        Cli.Run with = Cli.run("replay", "--data", one.toString(), "--bar-length", "1h");

        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("needs two bars of SIM-3 to infer their length: give --bar-length");
        assertThat(with.code()).isZero();
        assertThat(with.out()).contains("warmup_share");
    }
}
