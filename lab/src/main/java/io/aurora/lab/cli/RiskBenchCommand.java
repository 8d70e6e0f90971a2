package io.aurora.lab.cli;

import io.aurora.lab.bench.RiskBench;
import io.aurora.lab.bench.TailsBench;
import io.aurora.lab.report.CodeRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The certified portfolio solver, and the tail and memory invariants, on one core. */
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = {
            "Times of the portfolio solver at d = 20 with n = 512, 1024 and 2048, and over random problems,",
            "and of the tail and memory invariants on a long series.",
            "Every certificate is checked; exit code 1 where one does not hold."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  aurora bench risk", "  aurora bench risk --problems 100000 --repeat 500"})
public final class RiskBenchCommand extends LabCommand {
    private static final int[] SIZES = {512, 1_024, 2_048};
    private static final int ASSETS = 20;
    private static final int TAIL_RUNS = 3;
    private static final int LEAST_POINTS = 2_000;
    private static final int LEAST_WARMUP = 20;
    private static final int MOST_WARMUP = 2_000;

    @Option(names = "--repeat", paramLabel = "R", description = "Problems of each size. Default: ${DEFAULT-VALUE}.")
    private int repeat = 100;

    @Option(names = "--problems", paramLabel = "N", description = "Random problems. Default: ${DEFAULT-VALUE}.")
    private int problems = 2_000;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "Points of the series for the invariants. Default: ${DEFAULT-VALUE}.")
    private int points = 1_000_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the problems. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    int run() {
        if (repeat < 1 || problems < 1) {
            throw new BadInputException("must be >= 1: --repeat=" + repeat + ", --problems=" + problems);
        }
        if (points < LEAST_POINTS) {
            throw new BadInputException("must be >= " + LEAST_POINTS + ": --points=" + points);
        }
        TailsBench tails = new TailsBench(points, seed);
        RiskBench bench = new RiskBench(seed);
        int warmup = Math.min(MOST_WARMUP, Math.max(LEAST_WARMUP, problems / 2));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "risk");
        int rejected = 0;
        try (Progress progress = Progress.start(
                "bench risk",
                "steps",
                warmup + (long) SIZES.length * repeat + problems + tails.runs(TAIL_RUNS),
                err())) {
            bench.run(warmup, i -> bench.random(-1 - i, ASSETS), progress::step);
            for (int n : SIZES) {
                RiskBench.Times times = bench.run(repeat, i -> bench.sized(i, n, ASSETS), progress::step);
                rejected += times.rejected();
                figures.put("n_" + n + "_d_" + ASSETS, times.figures());
            }
            RiskBench.Times random = bench.run(problems, i -> bench.random(i, ASSETS), progress::step);
            rejected += random.rejected();
            figures.put("random", random.figures());
            figures.put("tails", tails.run(TAIL_RUNS, progress::step));
        }
        figures.put("conditions", conditions(warmup));
        out().println(Json.pretty(figures));
        return rejected == 0 ? FINE : VERDICT_FAILED;
    }

    private Map<String, Object> conditions(int warmup) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("warmup_problems", warmup);
        conditions.put("random_scenarios", "512 to 2048");
        conditions.put("random_assets", "3 to " + ASSETS);
        conditions.put("seed", seed);
        conditions.put("threads", 1);
        conditions.put("cores", Runtime.getRuntime().availableProcessors());
        conditions.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        conditions.put("code_revision", CodeRevision.text());
        return conditions;
    }
}
