package io.aurora.lab.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.neural.ModelShelf;
import io.aurora.inference.neural.ModelsAtHand;
import io.aurora.lab.audit.Journal;
import io.aurora.lab.replay.BarScan;
import io.aurora.lab.replay.SymbolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays files of bars through the functions that the node's symbols run. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Decide on every bar of files as a node would, and sum up. The same bars give the same digest everywhere.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora replay --data BTC-USDT_1h.csv.gz --json",
            "  aurora replay --data BTC.csv --data ETH.csv --profile conservative --out runs/conservative",
            "  aurora replay --data AAPL_1h.csv.gz --gap-policy sequence --set icp.a0=0.05",
            "  aurora replay --data BTC-USDT_1h.csv.gz --student models/student --router models/router",
            "  aurora replay --journal --store-file data/aurora",
            "  aurora replay --data dirty.csv --drop-bad --symbol BTC-USDT --bar-length 1h",
        })
public final class ReplayCommand extends LabCommand {
    private static final double NANOS_PER_S = TimeUnit.SECONDS.toNanos(1);

    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of bars, CSV or CSV.gz, each of symbols of its own.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--journal",
            description = {
                "Instead of files: derive a journal's decisions again and compare each with the record, as audit verify does;",
                "the journal is that of --store-file, of --url, or of the store in the settings."
            })
    private boolean journal;

    @Mixin
    private JournalOptions where = new JournalOptions();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--bar-length",
            paramLabel = "LENGTH",
            converter = Durations.class,
            description = "Length of a bar: 1m, 1h, 1d. Default: the most frequent step of the symbol.")
    private Long barLengthMs;

    @Option(
            names = "--gap-policy",
            paramLabel = "POLICY",
            description =
                    "grid (missing bars are filled or reset) or sequence (only counted). Default: as in the settings.")
    private String gapPolicy;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description = "The symbol of the file; needed where neither a column nor the file's name says it.")
    private String symbol;

    @Option(
            names = "--latency-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Latency recorded for every bar. Default: ${DEFAULT-VALUE}.")
    private double latencyMs;

    @Option(names = "--drop-bad", description = "Go on without the rows that cannot be read; they are counted.")
    private boolean dropBad;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for run.json, decisions.csv.gz and report.html.")
    private Path out;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Option(names = "--student", paramLabel = "DIR", description = "Folder of the trained student.")
    private Path student;

    @Option(names = "--router", paramLabel = "DIR", description = "Folder of the trained router.")
    private Path router;

    @Override
    int run() throws IOException {
        if (journal) {
            return verify();
        }
        checkUsage();
        AuroraSettings loaded = AuroraSettings.load(
                settings.options(settings.namesProfile() ? Optional.empty() : Optional.of("replay")));
        loaded.warnings().forEach(warning -> err().println("aurora replay: warning: " + warning));
        List<BarScan> scans = scan();
        try (ModelsAtHand models =
                ModelsAtHand.open(models(loaded.inference()), loaded.inference().threads())) {
            replay(loaded, scans, models);
        }
        return FINE;
    }

    private void replay(AuroraSettings loaded, List<BarScan> scans, ModelsAtHand models) throws IOException {
        ReplayJob job = new ReplayJob(
                scans,
                Optional.ofNullable(symbol),
                name -> new SymbolRun(
                        spec(loaded, name, scans),
                        loaded.activeProfile(),
                        latencyMs,
                        models.forecaster(),
                        models.ids()),
                loaded.activeProfile());
        long rows = scans.stream().mapToLong(BarScan::rows).sum();
        long started = System.nanoTime();
        ReplayJob.Result result;
        try (Progress progress = Progress.start("replay", "bars", rows, err())) {
            result = job.run(Optional.ofNullable(out), progress);
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_S;
        tell(result, rows, seconds);
        if (out != null) {
            job.record(out, arguments(), result, models.ids());
            err().println("aurora replay: run.json, decisions.csv.gz and report.html in " + out);
        }
        out().println(json ? Json.pretty(result.figures()) : SummaryText.of(result.figures()));
    }

    private int verify() {
        if (!data.isEmpty() || out != null) {
            throw new BadInputException("--journal reads a journal and writes no folder: leave out --data and --out");
        }
        List<String> symbols = symbol == null ? List.of() : List.of(symbol);
        try (Journal opened = where.open(settings.options())) {
            try (ModelShelf models =
                    ShelfOptions.open(Stream.of(student, router).filter(Objects::nonNull), settings.options())) {
                return verdict(AuditVerification.of(opened, JournalOptions.chosen(opened, symbols), models, err()));
            }
        }
    }

    private int verdict(AuditVerification verdict) {
        out().println(json ? Json.pretty(verdict.json()) : verdict.text());
        return verdict.isGood() ? FINE : VERDICT_FAILED;
    }

    /** Those that the options name, else those of the settings. */
    private ModelFolders models(InferenceSettings settings) {
        return new ModelFolders(
                Optional.ofNullable(student).map(Path::toString).or(settings::student),
                Optional.ofNullable(router).map(Path::toString).or(settings::router));
    }

    private void checkUsage() {
        if (data.isEmpty()) {
            throw new BadInputException("needs bars: --data FILE");
        }
        if (symbol != null && data.size() > 1) {
            throw new BadInputException("--symbol names the symbol of one file, not of " + data.size());
        }
        if (symbol != null && !SymbolSpec.isName(symbol)) {
            throw new BadInputException("must match [A-Za-z0-9._-]{1,32}: --symbol=" + symbol);
        }
        if (!(latencyMs >= 0.0) || Double.isInfinite(latencyMs)) {
            throw new BadInputException("must be finite and >= 0: --latency-ms=" + latencyMs);
        }
    }

    private List<BarScan> scan() {
        List<BarScan> scans = new ArrayList<>();
        Map<String, Path> fileOf = new TreeMap<>();
        for (Path file : data) {
            BarScan scan = BarScan.of(file, Optional.ofNullable(symbol));
            scan.bad().forEach(message -> err().println("aurora replay: " + file + ": " + message));
            if (scan.badRows() > 0 && !dropBad) {
                throw new BadInputException(file + ": " + scan.badRows() + " of " + scan.rows()
                        + " rows cannot be read (--drop-bad goes on without them)");
            }
            for (String name : scan.barLengthMs().keySet()) {
                Path other = fileOf.put(name, file);
                if (other != null) {
                    throw new BadInputException(
                            "a symbol comes from one file: " + name + " is in " + other + " and in " + file);
                }
            }
            scans.add(scan);
        }
        if (fileOf.isEmpty()) {
            throw new BadInputException("no bar in " + data);
        }
        return scans;
    }

    private SymbolSpec spec(AuroraSettings loaded, String name, List<BarScan> scans) {
        SymbolSpec known =
                loaded.symbols().declared().getOrDefault(name, loaded.symbols().defaults());
        long length = barLengthMs != null ? barLengthMs : inferred(name, scans);
        return new SymbolSpec(
                name,
                length,
                gapPolicy == null ? known.gapPolicy() : policy(),
                java.util.OptionalLong.empty(),
                loaded.profile(),
                known.baseNotional());
    }

    private static long inferred(String name, List<BarScan> scans) {
        return scans.stream()
                .map(scan -> scan.barLengthMs().get(name))
                .filter(length -> length != null && length.isPresent())
                .mapToLong(length -> length.getAsLong())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "needs two bars of " + name + " to infer their length: give --bar-length"));
    }

    private GapPolicy policy() {
        try {
            return GapPolicy.valueOf(gapPolicy.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("must be grid or sequence: --gap-policy=" + gapPolicy, e);
        }
    }

    private void tell(ReplayJob.Result result, long rows, double seconds) {
        result.unaccepted()
                .forEach((name, reasons) -> err().println("aurora replay: " + name + ": not accepted: " + reasons));
        if (result.droppedRows() > 0) {
            err().println("aurora replay: " + result.droppedRows() + " rows dropped that cannot be read");
        }
        err().printf("aurora replay: %d rows in %.2f s%n", rows, seconds);
    }
}
