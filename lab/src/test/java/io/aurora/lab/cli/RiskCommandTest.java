package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.domain.market.Bar;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.transfer.CausalSimulation;
import io.aurora.persistence.bars.BarCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR_MS = 3_600_000L;

    @TempDir
    Path folder;

    /** Bars whose log returns are those given. */
    private String bars(String symbol, long firstHour, double... returns) {
        List<Bar> bars = new ArrayList<>();
        double close = 100.0;
        for (int i = 0; i <= returns.length; i++) {
            close = i == 0 ? close : close * StrictMath.exp(returns[i - 1]);
            bars.add(new Bar(symbol, (firstHour + i) * HOUR_MS, close, close, close, close, 1.0));
        }
        Path file = folder.resolve(symbol + ".csv");
        BarCsv.write(file, bars);
        return file.toString();
    }

    /** Independent returns with the tail of a Student-t with 4 degrees of freedom, raised to a power that keeps the sign. */
    private static double[] returns(long seed, int n, double power) {
        Random random = new Random(seed);
        double[] returns = new double[n];
        for (int i = 0; i < n; i++) {
            double chi = 0.0;
            for (int k = 0; k < 4; k++) {
                double g = random.nextGaussian();
                chi += g * g;
            }
            double t = random.nextGaussian() / Math.sqrt(chi / 4.0);
            returns[i] = 0.001 * Math.signum(t) * StrictMath.pow(Math.abs(t), power);
        }
        return returns;
    }

    private static JsonNode figures(Cli.Run run, int code) throws IOException {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return JSON.readTree(run.out());
    }

    private int plotsIn(Path out) throws IOException {
        assertThat(JSON.readTree(out.resolve("run.json").toFile()).has("code_revision"))
                .isTrue();
        return Files.readString(out.resolve("report.html")).split("data:image/png;base64,", -1).length - 1;
    }

    /** Mirrored scenarios: the even portfolio is best, ES = -0.01, and eps = 0.1 x 0.01 adds 0.002 / sqrt 2 to the worst case. */
    @Test
    void shouldPrintTheKnownPortfolioWhenScenariosMirrorEachOther() throws Exception {
        Path file = Files.writeString(folder.resolve("s.csv"), "a,b\n0.02,0\n0,0.02\n");
        Path out = folder.resolve("out");

        JsonNode figures = figures(
                Cli.run(
                        "risk",
                        "optimize",
                        "--scenarios",
                        "" + file,
                        "--alpha",
                        "0.5",
                        "--lo",
                        "0",
                        "--hi",
                        "1",
                        "--eps-base",
                        "0.1",
                        "--json",
                        "--out",
                        "" + out),
                0);

        assertThat(figures.at("/weights/a").asDouble()).isCloseTo(0.5, within(1e-6));
        assertThat(figures.get("expected_shortfall").asDouble()).isCloseTo(-0.01, within(1e-9));
        assertThat(figures.get("worst_case_shortfall").asDouble())
                .isCloseTo(-0.01 + 0.002 / Math.sqrt(2.0), within(1e-9));
        assertThat(figures.at("/certificate/accepted").asBoolean()).isTrue();
        assertThat(figures.get("binding").has("row 0")).isTrue();
        assertThat(plotsIn(out)).isEqualTo(2);
    }

    @Test
    void shouldNameTheRuleWhenThereIsNoPortfolio() throws Exception {
        Path good = Files.writeString(folder.resolve("s.csv"), "a,b\n0.02,0\n0,0.02\n");
        Path bad = Files.writeString(folder.resolve("n.csv"), "a,b\n0.02,0\n0,NaN\n");

        Cli.Run bounds = Cli.run("risk", "optimize", "--scenarios", "" + good, "--hi", "0.3");
        Cli.Run finite = Cli.run("risk", "optimize", "--scenarios", "" + bad);

        assertThat(bounds.code()).isEqualTo(2);
        assertThat(bounds.err()).contains("BOUNDS_SUM");
        assertThat(finite.code()).isEqualTo(2);
        assertThat(finite.err()).contains("NOT_FINITE", "row 1, b=NaN");
        assertThat(Cli.run("risk", "optimize").code()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheStepsThatAllShareWhenBarsAreOptimised() throws Exception {
        String a = bars("A", 0, returns(1, 400, 1.0));
        String b = bars("B", 50, returns(2, 400, 1.0));
        String c = bars("C", 0, returns(3, 300, 1.0));

        JsonNode figures = figures(Cli.run("risk", "optimize", "--data", a, b, c, "--json"), 0);

        assertThat(figures.get("scenarios").asInt()).isEqualTo(250);
        assertThat(figures.get("from").asText()).isEqualTo("1970-01-03T03:00:00Z");
        assertThat(figures.get("gap").asDouble()).isLessThan(1e-10);
        assertThat(figures.get("worst_case_shortfall").asDouble())
                .isGreaterThan(figures.get("expected_shortfall").asDouble());
    }

    @Test
    void shouldGiveTheEstimatorsValuesWhenTailsAreAsked() throws Exception {
        double[] returns = returns(4, 3000, 1.0);
        String file = bars("T", 0, returns);
        Path out = folder.resolve("out");

        JsonNode figures =
                figures(Cli.run("risk", "tails", "--data", file, "--benchmark", file, "--json", "--out", "" + out), 0);

        TailEstimate.Value hill = HillEstimator.of(returns).orElseThrow();
        assertThat(figures.at("/T/hill_xi/value").asDouble()).isCloseTo(hill.estimate(), within(1e-9));
        assertThat(figures.at("/T/hill_xi/se").asDouble()).isCloseTo(hill.standardError(), within(1e-9));
        assertThat(figures.at("/T/lambda_u_of_losses_with_T/value").asDouble()).isEqualTo(1.0);
        assertThat(figures.at("/T/local_whittle_h/value").asDouble()).isBetween(0.4, 0.6);
        assertThat(plotsIn(out)).isEqualTo(5);
    }

    @Test
    void shouldSayReadyOnlyWhenTheTargetHasTheSourcesLaw() throws Exception {
        double[] returns = returns(5, 9000, 1.0);
        String source = bars("S", 0, returns);
        String other = bars("B", 0, returns(6, 9000, 1.0));
        String same = bars("SAME", 0, returns(7, 9000, 1.0));
        String heavy = bars("HEAVY", 0, returns(7, 9000, 2.0));
        String brief = bars("BRIEF", 0, Arrays.copyOf(returns, 5000));
        Path out = folder.resolve("out");

        JsonNode ready = figures(tvf(source, same, other, "--out", "" + out), 0);
        JsonNode not = figures(tvf(source, heavy, other), 1);
        JsonNode few = figures(tvf(source, brief, other), 1);

        assertThat(ready.get("verdict").asText()).isEqualTo("READY");
        assertThat(ready.at("/criteria/CTR/sample_size").asInt()).isEqualTo(8980 / 250);
        assertThat(not.get("verdict").asText()).isEqualTo("NOT_READY");
        assertThat(not.get("failing").toString()).contains("XI");
        assertThat(few.get("verdict").asText()).isEqualTo("INSUFFICIENT");
        assertThat(plotsIn(out)).isEqualTo(2);
    }

    private static Cli.Run tvf(String source, String target, String benchmark, String... more) {
        List<String> args = new ArrayList<>(
                List.of("risk", "tvf", "--source", source, "--target", target, "--benchmark", benchmark, "--json"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void shouldGiveTheSameTableWhenThePowerIsSimulatedAgain() throws Exception {
        Path out = folder.resolve("out");
        JsonNode one = figures(
                Cli.run("risk", "tvf", "--power", "--pairs", "3", "--sizes", "2048,1024", "--json", "--out", "" + out),
                0);
        JsonNode alone = figures(Cli.run("risk", "tvf", "--power", "--pairs", "3", "--sizes", "1024", "--json"), 0);

        assertThat(one).hasSize(9);
        assertThat(one.at("/rejected_tail")).hasSize(2);
        assertThat(one.at("/accepted_same/1024")).isEqualTo(alone.at("/accepted_same/1024"));
        assertThat(one.at("/rejected_dependence/2048").asDouble()).isEqualTo(1.0);
        assertThat(plotsIn(out)).isEqualTo(1);
    }

    @Test
    void shouldFindTheTrueEdgesWhenExtremesLead() throws Exception {
        CausalSimulation truth = CausalSimulation.draw(3, 4000, 2, new SplittableRandom(8));
        List<String> args = new ArrayList<>(List.of("risk", "granger", "--graphs", "3", "--json", "--data"));
        for (int j = 0; j < 3; j++) {
            double[] x = truth.returns().get(j);
            args.add(bars("s" + j, 0, Arrays.stream(x).map(r -> 1e-3 * r).toArray()));
        }

        JsonNode figures = figures(Cli.run(args.toArray(String[]::new)), 0);

        List<String> found = new ArrayList<>();
        figures.get("edges")
                .forEach(
                        e -> found.add(e.get("cause").asText() + e.get("effect").asText()));
        List<String> direct = truth.truth().stream()
                .map(link -> "s" + link.cause() + "s" + link.effect())
                .toList();
        assertThat(found).containsAll(direct).hasSizeLessThan(5);
        assertThat(figures.get("tests")).hasSize(6);
        assertThat(figures.at("/ccc/validated").asBoolean()).isTrue();
        assertThat(figures.at("/ccc/simulated_f1").asDouble()).isGreaterThanOrEqualTo(0.75);
    }

    @Test
    void shouldCountBothSidesOfTheIntervalWhenBacktested() throws Exception {
        String file = bars("V", 0, returns(9, 1500, 1.0));
        Path out = folder.resolve("out");

        JsonNode wide = figures(
                Cli.run("risk", "var-backtest", "--data", file, "--simulations", "50", "--json", "--out", "" + out), 0);
        JsonNode thin = figures(
                Cli.run("risk", "var-backtest", "--data", file, "--simulations", "50", "--nu", "40", "--json"), 0);

        JsonNode one = wide.get("V");
        assertThat(one.at("/long/exceedances").asInt()
                        + one.at("/short/exceedances").asInt())
                .isEqualTo(one.at("/interval/exceedances").asInt())
                .isPositive();
        assertThat(one.at("/interval/promised").asDouble()).isBetween(0.05, 0.2);
        assertThat(one.at("/interval/found").asDouble())
                .isCloseTo(one.at("/interval/promised").asDouble(), within(0.03));
        assertThat(one.at("/long/kupiec/p_value").asDouble()).isGreaterThan(0.001);
        // a heavier law forecasts a larger shortfall, so the same losses look better under it
        assertThat(one.at("/long/acerbi_szekely_z1").asDouble())
                .isGreaterThan(thin.at("/V/long/acerbi_szekely_z1").asDouble());
        assertThat(plotsIn(out)).isEqualTo(2);
    }

    @Test
    void shouldCheckEveryCertificateWhenTheSolverIsMeasured() throws Exception {
        JsonNode figures =
                figures(Cli.run("bench", "risk", "--repeat", "3", "--problems", "10", "--points", "20000"), 0);

        for (String part : List.of("n_512_d_20", "n_1024_d_20", "n_2048_d_20", "random")) {
            assertThat(figures.get(part).get("not_certified").asInt()).as(part).isZero();
            assertThat(figures.get(part).get("worst_relative_gap").asDouble())
                    .as(part)
                    .isBetween(-1e-10, 1e-8);
            assertThat(figures.get(part).at("/cpu_ms/p50").asDouble()).as(part).isPositive();
        }
        JsonNode tails = figures.get("tails");
        double sum = 0.0;
        for (String one : List.of(
                "hill",
                "moment",
                "extremal_index",
                "tail_dependence",
                "local_whittle",
                "abry_veitch",
                "tail_wasserstein_mean_sd",
                "tail_wasserstein_median_mad",
                "tail_wasserstein_log")) {
            assertThat(tails.get(one + "_ms").asDouble()).as(one).isPositive();
            sum += tails.get(one + "_ms").asDouble();
        }
        assertThat(tails.get("all_ms").asDouble()).isCloseTo(sum, within(1e-9 * sum));
        assertThat(tails.get("points").asInt()).isEqualTo(20_000);
        assertThat(Cli.run("bench", "risk", "--problems", "0").err()).contains("--problems=0");
        assertThat(Cli.run("bench", "risk", "--points", "9").err()).contains("--points=9");
    }
}
