package io.aurora.lab.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.lab.replay.BarScan;
import io.aurora.lab.replay.ReplayRun;
import io.aurora.lab.replay.SymbolRun;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.risk.BacktestReport;
import io.aurora.lab.risk.IntervalRecord;
import io.aurora.lab.risk.VarBacktest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The certified intervals as risk forecasts. */
@Command(
        name = "var-backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Replay files and test the ends of the certified intervals as value at risk (Kupiec, Christoffersen) and a Student-t",
            "through them as expected shortfall (Acerbi and Szekely)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk var-backtest --data BTC-USDT_1h.csv.gz --out runs/var",
            "  aurora risk var-backtest --data SP500_1d.csv.gz --gap-policy sequence --nu 5 --set icp.a0=0.05 --json",
        })
public final class RiskVarBacktestCommand extends RiskJob {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Files of bars, each of symbols of its own.")
    private List<Path> data = new ArrayList<>();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--gap-policy",
            paramLabel = "POLICY",
            description =
                    "grid (missing bars are filled or reset) or sequence (only counted). Default: ${DEFAULT-VALUE}.")
    private String gapPolicy = "grid";

    @Option(
            names = "--nu",
            paramLabel = "N",
            description = "Degrees of freedom of the Student-t behind the shortfall. Default: ${DEFAULT-VALUE}.")
    private double degrees = 4.0;

    @Option(
            names = "--simulations",
            paramLabel = "M",
            description = "Simulated records behind the p-values of the shortfall. Default: ${DEFAULT-VALUE}.")
    private int simulations = 500;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    int job() throws IOException {
        atLeast("--simulations", simulations, 1);
        Map<String, IntervalRecord> records = replay();
        if (records.isEmpty()) {
            throw new BadInputException("no bar in " + data);
        }
        Map<String, Map<String, Object>> bySymbol = new LinkedHashMap<>();
        long sides = (long) records.size() * VarBacktest.Side.values().length;
        try (Progress progress = Progress.start("risk var-backtest", "sides", sides, err())) {
            records.forEach((name, record) ->
                    bySymbol.put(name, new VarBacktest(record, degrees, simulations, seed).figures(progress::step)));
        }
        HtmlReport report = new HtmlReport("AURORA risk var-backtest");
        if (writesReport()) {
            bySymbol.forEach((name, figures) -> BacktestReport.into(report, name, records.get(name), figures));
        }
        give(new LinkedHashMap<>(bySymbol), data, () -> report);
        return FINE;
    }

    private Map<String, IntervalRecord> replay() {
        AuroraSettings loaded = AuroraSettings.load(
                settings.options(settings.namesProfile() ? Optional.empty() : Optional.of("replay")));
        List<BarScan> scans =
                data.stream().map(file -> BarScan.of(file, Optional.empty())).toList();
        scans.stream().filter(scan -> scan.badRows() > 0).findFirst().ifPresent(scan -> {
            throw new BadInputException(scan.file() + ": " + scan.badRows() + " rows cannot be read, first "
                    + scan.bad().get(0));
        });
        Map<String, IntervalRecord> records = new TreeMap<>();
        ReplayRun run = new ReplayRun(name -> new SymbolRun(
                spec(loaded, name, scans), loaded.activeProfile(), 0.0, LocalForecaster.builtIn(), ModelIds.BUILT_IN));
        long rows = scans.stream().mapToLong(BarScan::rows).sum();
        try (Progress progress = Progress.start("risk var-backtest", "bars", rows, err())) {
            run.replay(scans, Optional.empty(), new ReplayRun.Watcher() {
                @Override
                public void row() {
                    progress.step();
                }

                @Override
                public void decided(SymbolEvent.BarDecided decided) {
                    records.computeIfAbsent(decided.inputs().bar().symbol(), name -> new IntervalRecord())
                            .add(decided);
                }
            });
        }
        return records;
    }

    private SymbolSpec spec(AuroraSettings loaded, String name, List<BarScan> scans) {
        long length = scans.stream()
                .map(scan -> scan.barLengthMs().get(name))
                .filter(one -> one != null && one.isPresent())
                .mapToLong(OptionalLong::getAsLong)
                .findFirst()
                .orElseThrow(() -> new BadInputException("needs two bars to infer their length: symbol=" + name));
        SymbolSpec known =
                loaded.symbols().declared().getOrDefault(name, loaded.symbols().defaults());
        return new SymbolSpec(name, length, policy(), OptionalLong.empty(), loaded.profile(), known.baseNotional());
    }

    private GapPolicy policy() {
        try {
            return GapPolicy.valueOf(gapPolicy.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("must be grid or sequence: --gap-policy=" + gapPolicy, e);
        }
    }
}
