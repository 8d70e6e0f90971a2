package io.aurora.lab.cli;

import io.aurora.domain.transfer.CausalGraph;
import io.aurora.lab.risk.AlignedReturns;
import io.aurora.lab.risk.CausalRun;
import io.aurora.lab.risk.PriceSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The graph of leading extremes. */
@Command(
        name = "granger",
        mixinStandardHelpOptions = true,
        description =
                "Which symbols' extremes lead which others' (all ordered pairs, false discovery rate held), and whether to rely on it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk granger --data BTC-USDT_1h.csv.gz XRP-USDT_1h.csv.gz LTC-USDT_1h.csv.gz --out runs/graph",
            "  aurora risk granger --data SPY_1h.csv.gz AAPL_1h.csv.gz --level 0.01 --json",
        })
public final class RiskGrangerCommand extends RiskJob {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Files of bars, one symbol each: at least two; tested at the times they share.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--level", paramLabel = "Q", description = "False discovery rate. Default: ${DEFAULT-VALUE}.")
    private double level = CausalGraph.LEVEL;

    @Option(
            names = "--graphs",
            paramLabel = "N",
            description = "Simulated graphs of this size behind the validation. Default: ${DEFAULT-VALUE}.")
    private int graphs = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    int job() throws IOException {
        atLeast("--data", data.size(), 2);
        atLeast("--graphs", graphs, 1);
        AlignedReturns returns =
                AlignedReturns.of(data.stream().map(PriceSeries::read).toList());
        CausalRun run;
        try (Progress progress = Progress.start("risk granger", "simulated graphs", graphs, err())) {
            run = new CausalRun(returns, level, graphs, seed, progress::step);
        }
        give(run.figures(), run.summary(), data, run::report);
        return FINE;
    }
}
