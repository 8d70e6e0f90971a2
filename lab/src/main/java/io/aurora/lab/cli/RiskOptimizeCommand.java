package io.aurora.lab.cli;

import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.Penalty;
import io.aurora.lab.risk.AlignedReturns;
import io.aurora.lab.risk.PortfolioRun;
import io.aurora.lab.risk.PriceSeries;
import io.aurora.lab.risk.ScenarioSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A portfolio of least worst-case expected shortfall, with its certificate. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        description = {
            "The portfolio of least worst-case expected shortfall over scenarios, with a certificate that is checked.",
            "Exit code 1 where the answer is not optimal or its certificate does not hold."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk optimize --data BTC-USDT_1h.csv.gz XRP-USDT_1h.csv.gz LTC-USDT_1h.csv.gz --out runs/basket",
            "  aurora risk optimize --scenarios scenarios.csv --penalty plain --lo 0 --hi 0.3 --json",
            "  aurora risk optimize --data SPY_1d.csv.gz AAPL_1d.csv.gz IBM_1d.csv.gz --rows 2048 --trans --aci 1.2",
        })
public final class RiskOptimizeCommand extends RiskJob {
    private static final double WASSERSTEIN_BASE = 0.02;
    private static final double PLAIN_BASE = 0.1;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of bars, one symbol each: scenarios are their simple returns between common times.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--scenarios",
            paramLabel = "FILE",
            description = "Instead of bars: CSV with a column of returns an asset and a row a scenario.")
    private Path scenarios;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "The last N scenarios. Default: 512 of bars, all of a file of scenarios.")
    private Integer rows;

    @Option(names = "--alpha", paramLabel = "A", description = "Tail probability. Default: ${DEFAULT-VALUE}.")
    private double alpha = 0.05;

    @Option(names = "--lo", paramLabel = "W", description = "Least weight. Default: ${DEFAULT-VALUE}.")
    private double lo = -0.2;

    @Option(names = "--hi", paramLabel = "W", description = "Largest weight. Default: ${DEFAULT-VALUE}.")
    private double hi = 0.5;

    @Option(names = "--norm-limit", paramLabel = "R", description = "Largest norm. Default: ${DEFAULT-VALUE}.")
    private double normLimit = 1.0;

    @Option(
            names = "--penalty",
            paramLabel = "KIND",
            description = "wasserstein (eps/alpha, the exact worst case) or plain (eps). Default: ${DEFAULT-VALUE}.")
    private String penalty = "wasserstein";

    @Option(
            names = "--eps-base",
            paramLabel = "E",
            description = "Ambiguity radius as a share of the mean |return|. Default: 0.02, of plain 0.1.")
    private Double epsBase;

    @Option(names = "--trans", description = "The regime is in transition: a radius half as large again.")
    private boolean trans;

    @Option(names = "--aci", paramLabel = "X", description = "Averaged crossbar index. Default: ${DEFAULT-VALUE}.")
    private double aci;

    @Override
    int job() throws IOException {
        ScenarioSet set = read();
        Penalty kind = penalty();
        double base = epsBase != null ? epsBase : kind == Penalty.PLAIN ? PLAIN_BASE : WASSERSTEIN_BASE;
        double eps = PortfolioRun.radius(set, base, trans, aci);
        PortfolioRun run =
                new PortfolioRun(set, base, DroProblem.of(set.scenarios(), alpha, lo, hi, normLimit, kind, eps));
        give(run.figures(), scenarios == null ? data : List.of(scenarios), run::report);
        return run.isCertified() ? FINE : VERDICT_FAILED;
    }

    private ScenarioSet read() {
        if (data.isEmpty() == (scenarios == null)) {
            throw new BadInputException(
                    "needs files of bars or a file of scenarios: --data FILE... or --scenarios FILE");
        }
        if (rows != null) {
            atLeast("--rows", rows, 1);
        }
        if (scenarios != null) {
            return ScenarioSet.read(scenarios, rows == null ? Integer.MAX_VALUE : rows);
        }
        AlignedReturns returns =
                AlignedReturns.of(data.stream().map(PriceSeries::read).toList());
        return ScenarioSet.of(returns, rows == null ? 512 : rows);
    }

    private Penalty penalty() {
        try {
            return Penalty.valueOf(penalty.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("must be wasserstein or plain: --penalty=" + penalty, e);
        }
    }
}
