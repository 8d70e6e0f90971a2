package io.aurora.lab.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.domain.symbol.SymbolSnapshot;
import io.aurora.lab.bench.FoldBench;
import io.aurora.lab.bench.StateHeap;
import io.aurora.lab.report.CodeRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure this machine; every benchmark prints JSON with its conditions.",
        subcommands = {
            BenchCommand.Fold.class,
            LearnBenchCommand.class,
            RiskBenchCommand.class,
            InferenceBenchCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {"  aurora bench fold", "  aurora bench fold --router bic --bars 20000 --series 4"})
public final class BenchCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: see aurora bench --help");
    }

    /** The fold on one core. */
    @Command(
            name = "fold",
            mixinStandardHelpOptions = true,
            description =
                    "Bars a second through prepare, decide and apply on one thread; bytes and heap of a symbol's state.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora bench fold",
                "  aurora bench fold --router given --bars 100000 --series 8 --repeat 3",
            })
    public static final class Fold extends LabCommand {
        private static final int MIN_BARS = 2_000;
        private static final int WARMUP_BARS = 20_000;

        @Mixin
        private SettingsOptions settings = new SettingsOptions();

        @Option(names = "--bars", paramLabel = "N", description = "Bars of a series. Default: ${DEFAULT-VALUE}.")
        private int bars = 100_000;

        @Option(names = "--series", paramLabel = "K", description = "Series. Default: ${DEFAULT-VALUE}.")
        private int series = 8;

        @Option(
                names = "--router",
                paramLabel = "KIND",
                defaultValue = "both",
                description = "given, bic or both. Default: ${DEFAULT-VALUE}.")
        private String router;

        @Option(
                names = "--repeat",
                paramLabel = "R",
                description = "Runs after the warm-up; every one is printed. Default: ${DEFAULT-VALUE}.")
        private int repeat = 3;

        @Override
        int run() {
            if (bars < MIN_BARS || series < 1 || repeat < 1) {
                throw new BadInputException("must be >= " + MIN_BARS + ", 1 and 1: --bars=" + bars + ", --series="
                        + series + ", --repeat=" + repeat);
            }
            AuroraSettings loaded = AuroraSettings.load(settings.options(Optional.of("replay")));
            FoldBench bench = new FoldBench(loaded.activeProfile(), series, bars);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "fold");
            for (FoldBench.Router kind : routers()) {
                figures.put("bars_" + kind.name().toLowerCase(Locale.ROOT), runs(bench, loaded, kind));
            }
            SymbolSnapshot snapshot = bench.after(bars).snapshot();
            figures.put("snapshot_bytes", snapshot.bytes().length);
            figures.put("retained_heap_bytes", StateHeap.bytesOf(snapshot));
            figures.put("conditions", conditions(loaded));
            out().println(Json.pretty(figures));
            return FINE;
        }

        private List<Map<String, Long>> runs(FoldBench bench, AuroraSettings loaded, FoldBench.Router kind) {
            new FoldBench(loaded.activeProfile(), 1, Math.min(bars, WARMUP_BARS)).run(kind);
            List<Map<String, Long>> runs = new ArrayList<>();
            for (int i = 0; i < repeat; i++) {
                FoldBench.Rates rates = bench.run(kind);
                Map<String, Long> run = new LinkedHashMap<>();
                run.put("per_s", Math.round(rates.perSecond()));
                run.put("per_cpu_s", Math.round(rates.perCpuSecond()));
                runs.add(run);
                err().printf("bench fold: router %s, run %d of %d: %s%n", kind, i + 1, repeat, run);
                err().flush();
            }
            return runs;
        }

        private List<FoldBench.Router> routers() {
            switch (router) {
                case "given":
                    return List.of(FoldBench.Router.GIVEN);
                case "bic":
                    return List.of(FoldBench.Router.BIC);
                case "both":
                    return List.of(FoldBench.Router.GIVEN, FoldBench.Router.BIC);
                default:
                    throw new BadInputException("must be given, bic or both: --router=" + router);
            }
        }

        private Map<String, Object> conditions(AuroraSettings loaded) {
            Map<String, Object> conditions = new LinkedHashMap<>();
            conditions.put("series", series);
            conditions.put("bars_a_series", bars);
            conditions.put("threads", 1);
            conditions.put("profile", loaded.profile());
            conditions.put("window", loaded.activeProfile().icp().window());
            conditions.put("cores", Runtime.getRuntime().availableProcessors());
            conditions.put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
            conditions.put(
                    "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
            conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            conditions.put("code_revision", CodeRevision.text());
            return conditions;
        }
    }
}
