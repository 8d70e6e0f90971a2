package io.aurora.lab.cli;

import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.lab.replay.BarScan;
import io.aurora.lab.replay.DecisionCsv;
import io.aurora.lab.replay.ReplayRun;
import io.aurora.lab.replay.ReplaySummary;
import io.aurora.lab.replay.SummaryFigures;
import io.aurora.lab.replay.SymbolRun;
import io.aurora.lab.report.FileHash;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.PlotData;
import io.aurora.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** One replay: its run over the files, its figures and its folder. */
final class ReplayJob {
    private final List<BarScan> scans;
    private final Optional<String> symbol;
    private final Function<String, SymbolRun> open;
    private final Profile profile;
    private final Map<String, PlotData> plots = new TreeMap<>();

    /** @param open makes the run of a symbol at its first bar */
    ReplayJob(List<BarScan> scans, Optional<String> symbol, Function<String, SymbolRun> open, Profile profile) {
        this.scans = scans;
        this.symbol = symbol;
        this.open = open;
        this.profile = profile;
    }

    /**
     * What a replay gave.
     *
     * @param figures summary of the symbol; of several the merged one, its digest the SHA-256 of the lines {@code name digest}, with each
     *     one's own under {@code symbols}
     * @param unaccepted bars not accepted, by symbol and reason
     * @param droppedRows rows that could not be read
     */
    record Result(Map<String, Object> figures, Map<String, Map<String, Long>> unaccepted, long droppedRows) {}

    Result run(Optional<Path> out, Progress progress) throws IOException {
        ReplayRun run = new ReplayRun(open);
        if (out.isPresent()) {
            Path file = RunFolder.open(out.get()).file("decisions.csv.gz");
            try (DecisionCsv decisions = DecisionCsv.open(file)) {
                run.replay(scans, symbol, watcher(progress, Optional.of(decisions)));
            }
        } else {
            run.replay(scans, symbol, watcher(progress, Optional.empty()));
        }
        Map<String, Map<String, Long>> unaccepted = new TreeMap<>();
        run.symbols().stream()
                .filter(one -> !one.unaccepted().isEmpty())
                .forEach(one -> unaccepted.put(one.spec().name(), one.unaccepted()));
        return new Result(
                figures(run.symbols()),
                unaccepted,
                scans.stream().mapToLong(BarScan::badRows).sum());
    }

    private ReplayRun.Watcher watcher(Progress progress, Optional<DecisionCsv> decisions) {
        return new ReplayRun.Watcher() {
            @Override
            public void row() {
                progress.step();
            }

            @Override
            public void decided(SymbolEvent.BarDecided decided) {
                decisions.ifPresent(csv -> {
                    csv.write(decided);
                    plots.computeIfAbsent(decided.inputs().bar().symbol(), ReplayJob.this::plot)
                            .add(decided);
                });
            }
        };
    }

    private PlotData plot(String name) {
        return new PlotData(scans.stream()
                .filter(scan -> scan.barLengthMs().containsKey(name))
                .mapToLong(scan -> scan.rows() / scan.barLengthMs().size())
                .sum());
    }

    private Map<String, Object> figures(Collection<SymbolRun> runs) {
        if (runs.size() == 1) {
            return figures(runs.iterator().next());
        }
        ReplaySummary merged = new ReplaySummary();
        StringBuilder digests = new StringBuilder();
        Map<String, Object> bySymbol = new LinkedHashMap<>();
        for (SymbolRun run : runs) {
            merged.merge(run.summary());
            digests.append(run.spec().name())
                    .append(' ')
                    .append(run.summary().digest())
                    .append('\n');
            bySymbol.put(run.spec().name(), figures(run));
        }
        Map<String, Object> figures = SummaryFigures.of(merged, profile.name(), FileHash.sha256(digests.toString()));
        figures.put("symbols", bySymbol);
        return figures;
    }

    private Map<String, Object> figures(SymbolRun run) {
        return SummaryFigures.of(run.summary(), profile.name(), run.summary().digest());
    }

    void record(Path out, List<String> command, Result result, ModelIds models) throws IOException {
        RunFolder folder = RunFolder.open(out);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("profile", profile.name());
        settings.put("digest", CanonicalSettings.digest(profile));
        settings.put("student", models.student());
        settings.put("router", models.router());
        settings.put("values", CanonicalSettings.text(profile).lines().toList());
        Map<String, Object> figures = new LinkedHashMap<>(result.figures());
        figures.put("not_accepted", result.unaccepted());
        figures.put("dropped_rows", result.droppedRows());
        folder.record(command, settings, scans.stream().map(BarScan::file).toList(), figures);
        folder.report(report(result));
    }

    private HtmlReport report(Result result) {
        HtmlReport report = new HtmlReport("AURORA replay, profile " + profile.name());
        Map<String, Object> all = new LinkedHashMap<>(result.figures());
        Object bySymbol = all.remove("symbols");
        report.table(all);
        double target = all.get("target_coverage") instanceof Double share
                ? share
                : 1.0 - profile.icp().a0();
        plots.forEach((name, data) -> {
            report.heading(name);
            if (bySymbol instanceof Map<?, ?> figures && figures.get(name) instanceof Map<?, ?> own) {
                Map<String, Object> rows = new LinkedHashMap<>();
                own.forEach((key, value) -> rows.put(key.toString(), value));
                report.table(rows);
            }
            report.plots(data, target);
        });
        return report;
    }
}
