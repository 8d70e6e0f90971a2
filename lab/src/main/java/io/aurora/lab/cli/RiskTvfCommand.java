package io.aurora.lab.cli;

import io.aurora.domain.transfer.TransferExperiment;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.lab.risk.AlignedReturns;
import io.aurora.lab.risk.PowerRun;
import io.aurora.lab.risk.PriceSeries;
import io.aurora.lab.risk.TransferRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Transfer validation, and its power. */
@Command(
        name = "tvf",
        mixinStandardHelpOptions = true,
        description = {
            "May what was calibrated in one market be used in another? Four criteria, each with value, threshold and power.",
            "Exit code 1 where the target is not ready, or --power falls short at 8,192 observations."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk tvf --source XRP-USDT_1h.csv.gz --target LTC-USDT_1h.csv.gz --benchmark BTC-USDT_1h.csv.gz",
            "  aurora risk tvf --source SPY_1h.csv.gz --target EUR-USD_1h.csv.gz --source-benchmark AAPL_1h.csv.gz"
                    + " --target-benchmark NZD-USD_1h.csv.gz --out runs/tvf",
            "  aurora risk tvf --power --pairs 200 --out runs/power",
        })
public final class RiskTvfCommand extends RiskJob {
    @Option(names = "--source", paramLabel = "FILE", description = "Bars of the market calibrated in.")
    private Path source;

    @Option(names = "--target", paramLabel = "FILE", description = "Bars of the market to go to.")
    private Path target;

    @Option(names = "--benchmark", paramLabel = "FILE", description = "Bars of the benchmark of both.")
    private Path benchmark;

    @Option(names = "--source-benchmark", paramLabel = "FILE", description = "Benchmark of the source alone.")
    private Path sourceBenchmark;

    @Option(names = "--target-benchmark", paramLabel = "FILE", description = "Benchmark of the target alone.")
    private Path targetBenchmark;

    @Option(names = "--power", description = "Instead of files: the share of right verdicts on simulated pairs.")
    private boolean power;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            description = "Observations of the simulated domains. Default: 1024,2048,4096,8192,16384.")
    private List<Integer> sizes = List.of(1_024, 2_048, 4_096, 8_192, 16_384);

    @Option(names = "--pairs", paramLabel = "M", description = "Pairs a cell. Default: ${DEFAULT-VALUE}.")
    private int pairs = 100;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    int job() throws IOException {
        return power ? experiment() : validation();
    }

    private int experiment() throws IOException {
        atLeast("--pairs", pairs, 1);
        List<Integer> distinct =
                new ArrayList<>(new LinkedHashSet<>(sizes)).stream().sorted().toList();
        distinct.forEach(n -> atLeast("--sizes", n, 1_024));
        long cells = (long) TransferExperiment.Scenario.values().length * distinct.size();
        PowerRun run;
        try (Progress progress = Progress.start("risk tvf", "pairs", cells * pairs, err())) {
            run = new PowerRun(distinct, pairs, seed, progress::step);
        }
        give(run.figures(), List.of(), run::report);
        return run.isAccepted() ? FINE : VERDICT_FAILED;
    }

    private int validation() throws IOException {
        Path ofSource = sourceBenchmark == null ? benchmark : sourceBenchmark;
        Path ofTarget = targetBenchmark == null ? benchmark : targetBenchmark;
        if (source == null || target == null || ofSource == null || ofTarget == null) {
            throw new BadInputException(
                    "needs two markets and a benchmark: --source FILE --target FILE --benchmark FILE, or --power");
        }
        TransferRun run = new TransferRun(aligned(source, ofSource), aligned(target, ofTarget), TransferRules.DEFAULT);
        give(run.figures(), List.of(source, target, ofSource, ofTarget), run::report);
        return run.isReady() ? FINE : VERDICT_FAILED;
    }

    private static AlignedReturns aligned(Path market, Path benchmark) {
        return AlignedReturns.of(List.of(PriceSeries.read(market), PriceSeries.read(benchmark)));
    }
}
