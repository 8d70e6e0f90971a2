package io.aurora.lab.cli;

import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.risk.PriceSeries;
import io.aurora.lab.risk.TailsRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Invariants of tail and memory. */
@Command(
        name = "tails",
        mixinStandardHelpOptions = true,
        description =
                "Tail index, extremal index, tail dependence, memory and tail distance, each with its standard error.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk tails --data BTC-USDT_1h.csv.gz",
            "  aurora risk tails --data SPY_1d.csv.gz AAPL_1d.csv.gz --benchmark SP500_1d.csv.gz --out runs/tails",
        })
public final class RiskTailsCommand extends RiskJob {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Files of bars, one symbol each.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--benchmark", paramLabel = "FILE", description = "Bars for the dependence of the tails of losses.")
    private Path benchmark;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Returns of the rolling form in the report. Default: ${DEFAULT-VALUE}.")
    private int window = 1_000;

    @Override
    int job() throws IOException {
        atLeast("--window", window, 400);
        Optional<PriceSeries> other = Optional.ofNullable(benchmark).map(PriceSeries::read);
        List<TailsRun> runs = data.stream()
                .map(file -> new TailsRun(PriceSeries.read(file), other, window))
                .toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        runs.forEach(run -> figures.put(run.symbol(), run.figures()));
        List<Path> inputs = new ArrayList<>(data);
        Optional.ofNullable(benchmark).ifPresent(inputs::add);
        give(figures, inputs, () -> report(runs));
        return FINE;
    }

    private HtmlReport report(List<TailsRun> runs) {
        HtmlReport report = new HtmlReport("AURORA risk tails");
        try (Progress progress =
                Progress.start("risk tails", "windows", (long) runs.size() * TailsRun.WINDOWS, err())) {
            runs.forEach(run -> run.reportInto(report, progress::step));
        }
        return report;
    }
}
