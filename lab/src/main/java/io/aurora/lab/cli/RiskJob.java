package io.aurora.lab.cli;

import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What the commands of {@code aurora risk} share: where results go, and refusals of the mathematics as bad input. */
abstract class RiskJob extends LabCommand {
    @Option(names = "--out", paramLabel = "DIR", description = "Folder for run.json and report.html with the plots.")
    private Path out;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    /** Does the work and gives the exit code; an {@link IllegalArgumentException} says what the caller can mend. */
    abstract int job() throws IOException;

    @Override
    final int run() throws IOException {
        try {
            return job();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** Prints the figures and, where a folder is given, records them with the report. */
    final void give(Map<String, Object> figures, List<Path> inputs, Supplier<HtmlReport> report) throws IOException {
        give(figures, figures, inputs, report);
    }

    /** The same with other figures for people than for programs. */
    final void give(
            Map<String, Object> figures, Map<String, Object> forPeople, List<Path> inputs, Supplier<HtmlReport> report)
            throws IOException {
        if (out != null) {
            RunFolder folder = RunFolder.open(out);
            folder.record(arguments(), Map.of(), inputs, figures);
            folder.report(report.get());
            err().println("aurora risk: run.json and report.html in " + out);
        }
        out().println(json ? Json.pretty(figures) : SummaryText.of(forPeople));
    }

    final boolean writesReport() {
        return out != null;
    }

    /** Refuses a number below its least. */
    static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new BadInputException("must be >= " + least + ": " + option + "=" + value);
        }
    }
}
