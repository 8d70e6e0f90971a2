package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeCommandTest {
    private static final String HEADER = "trace_id,policy,partition,at,state,candidates,action,propensity,epsilon,"
            + "explored,q,score,reward,next_state,max_next,old_q,new_q";

    @TempDir
    Path folder;

    @Test
    void shouldWeighByHandWhenAnExportIsEvaluated() throws Exception {
        Path log = Files.write(
                folder.resolve("decisions.csv"),
                List.of(
                        HEADER,
                        row("s", "a/1|b/1", "a/1", "0.95", "false", "0.5|0.1", "0.8"),
                        row("s", "a/1|b/1", "b/1", "0.05", "true", "0.5|0.1", "0.2"),
                        row("s", "a/1|b/1", "a/1", "0.95", "true", "0.5|0.1", "0.6"),
                        row("s", "a/1|b/1", "a/1", "0.95", "false", "0.5|0.1", ""),
                        row("s", "a/1|b/1", "", "", "", "0.5|0.1", "")));

        JsonNode value = json("--log", log.toString(), "--policy", "explored:0.5");

        // the greedy one is a/1, so 0.75 and 0.25
        assertThat(value.get("ips").get("value").asDouble())
                .isCloseTo((0.75 / 0.95 * 1.4 + 0.25 / 0.05 * 0.2) / 3, within(1e-12));
        assertThat(value.get("rows").asInt()).isEqualTo(3);
        assertThat(value.get("rows_without_reward").asInt()).isEqualTo(1);
        assertThat(value.get("rows_refused").asInt()).isEqualTo(1);
        assertThat(value.get("largest_weight").asDouble()).isCloseTo(5.0, within(1e-12));
        JsonNode same = json("--log", log.toString(), "--policy", "explored:0.1");
        assertThat(same.get("ips").get("se").asDouble())
                .isCloseTo(same.get("logged").get("se").asDouble(), within(1e-12));
    }

    @Test
    void shouldUseAnotherLogsSharesWhenThePolicyIsEmpirical() throws Exception {
        Path uniform = Files.write(
                folder.resolve("uniform.csv"),
                List.of(
                        "timestamp,item_id,position,click,propensity_score,user-item_affinity_0,user-item_affinity_1",
                        "t,0,1,1,0.5,0,0",
                        "t,1,1,0,0.5,0,0",
                        "t,0,2,1,0.5,0,0",
                        "t,1,2,1,0.5,0,0"));
        Path other = Files.write(
                folder.resolve("other.csv"),
                List.of(
                        "timestamp,item_id,position,click,propensity_score,user-item_affinity_0,user-item_affinity_1",
                        "t,0,1,1,0.75,0,0",
                        "t,0,1,1,0.75,0,0",
                        "t,0,1,0,0.75,0,0",
                        "t,1,1,1,0.25,0,0"));

        JsonNode value = json("--log", uniform.toString(), "--policy", "empirical:" + other);

        // weights 1.5 and 0.5 at position 1, and at the unseen position 2 all items alike
        assertThat(value.get("ips").get("value").asDouble()).isCloseTo((1.5 + 1 + 1) / 4, within(1e-12));
        assertThat(value.get("made_by_policy").get("mean_reward").asDouble()).isEqualTo(0.75);
        assertThat(value.get("made_by_policy").get("covered_by_ips").asBoolean())
                .isTrue();
        assertThat(value.get("states").asInt()).isEqualTo(2);
        assertThat(json("--log", uniform.toString(), "--policy", "uniform")
                        .get("ips")
                        .get("value")
                        .asDouble())
                .isEqualTo(0.75);
        assertThat(json("--log", uniform.toString(), "--policy", "greedy")
                        .get("rows")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void shouldRunTheExperimentWhenAskedForIt() throws Exception {
        JsonNode figures = json("--coverage-experiment", "--logs", "20", "--rows", "200");

        assertThat(figures.get("independent_rows").get("dr").get("coverage").asDouble())
                .isBetween(0.7, 1.0);
        assertThat(Cli.run("ope", "--coverage-experiment", "--logs", "1", "--rows", "20")
                        .out())
                .contains("mean_width");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "best;must be uniform, greedy, explored:EPSILON or empirical:FILE: --policy=best",
                "explored:2;must be a number in [0, 1]: EPSILON=2",
                "explored:x;must be a number in [0, 1]: EPSILON=x",
            })
    void shouldSayWhatIsWrongWhenThePolicyIsNone(String policy, String message) {
        assertThat(Cli.run("ope", "--log", "x.csv", "--policy", policy))
                .isEqualTo(new Cli.Run(2, "", "aurora ope: " + message + System.lineSeparator()));
    }

    @Test
    void shouldRefuseInOneLineWhenTheLogIsNone() throws Exception {
        Path two = Files.write(
                folder.resolve("two.csv"),
                List.of(
                        HEADER,
                        row("s", "a/1|b/1", "a/1", "0.95", "false", "0|0", "0.8"),
                        row("s", "a/1|b/1", "a/1", "0.95", "false", "0|0", "0.8")
                                .replace("default", "other")));
        Path bad = Files.write(
                folder.resolve("bad.csv"), List.of(HEADER, row("s", "a/1|b/1", "c/1", "0.95", "false", "0|0", "0.8")));
        Path none = Files.write(folder.resolve("none.csv"), List.of("x,y", "1,2"));

        refused(two, "holds the policies [default, other]: choose one of them");
        refused(bad, "line 2: must be one of [a/1, b/1]: action=c/1");
        refused(none, "has neither the column trace_id nor item_id");
        refused(folder.resolve("missing.csv"), "cannot be read");
        assertThat(Cli.run("ope").err()).contains("needs a log and a policy");
        assertThat(Cli.run("ope", "--coverage-experiment", "--logs", "0").code())
                .isEqualTo(2);
        assertThat(Cli.run("ope", "--log", two.toString(), "--logged-policy", "default", "--policy", "uniform")
                        .err())
                .contains("needs two rows with a reward: rows=1");
    }

    private void refused(Path log, String message) {
        Cli.Run run = Cli.run("ope", "--log", log.toString(), "--policy", "uniform");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains(log + ": " + message);
    }

    private static String row(
            String state,
            String candidates,
            String action,
            String propensity,
            String explored,
            String q,
            String reward) {
        return "tr_0001beef0000000001,default,1,2026-01-01T00:00:00Z," + state + "," + candidates + "," + action + ","
                + propensity + ",0.1," + explored + "," + q + ",0.5," + reward + ",,,,";
    }

    private static JsonNode json(String... args) throws Exception {
        String[] all = new String[args.length + 2];
        all[0] = "ope";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--json";
        Cli.Run run = Cli.run(all);
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
