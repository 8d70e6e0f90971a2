package io.aurora.lab.cli;

import io.aurora.lab.bench.LearnBench;
import io.aurora.lab.report.CodeRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The decision loop's fold on one core. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = "Decisions a second, each with its outcome, through the decision loop's fold on one thread.",
        footerHeading = "%nExamples:%n",
        footer = {"  aurora bench learn", "  aurora bench learn --decisions 2000000 --states 100 --repeat 5"})
public final class LearnBenchCommand extends LabCommand {
    @Option(names = "--decisions", paramLabel = "N", description = "Decisions of a run. Default: ${DEFAULT-VALUE}.")
    private int decisions = 500_000;

    @Option(names = "--states", paramLabel = "S", description = "States, by Zipf(1). Default: ${DEFAULT-VALUE}.")
    private int states = 2_000;

    @Option(
            names = "--repeat",
            paramLabel = "R",
            description = "Runs after the warm-up; every one is printed. Default: ${DEFAULT-VALUE}.")
    private int repeat = 3;

    @Override
    int run() {
        if (decisions < 1 || states < 1 || repeat < 1) {
            throw new BadInputException(
                    "must be >= 1: --decisions=" + decisions + ", --states=" + states + ", --repeat=" + repeat);
        }
        LearnBench bench = new LearnBench(states);
        bench.run(decisions, true);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "learn");
        figures.put("fold_per_s", runs(bench, false));
        figures.put("fold_and_bytes_per_s", runs(bench, true));
        figures.put("bytes_a_decision_and_outcome", bench.run(1_000, true).bytesEach());
        figures.put("snapshot_bytes", bench.snapshotBytes());
        figures.put("conditions", conditions());
        out().println(Json.pretty(figures));
        return FINE;
    }

    private List<Long> runs(LearnBench bench, boolean encode) {
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(Math.round(bench.run(decisions, encode).perSecond()));
        }
        return runs;
    }

    private Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("decisions", decisions);
        conditions.put("states", states);
        conditions.put("candidates", 5);
        conditions.put("threads", 1);
        conditions.put("cores", Runtime.getRuntime().availableProcessors());
        conditions.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        conditions.put("code_revision", CodeRevision.text());
        return conditions;
    }
}
