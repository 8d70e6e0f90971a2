package io.aurora.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.aurora.cluster.bench.BenchConditions;
import io.aurora.cluster.bench.JournalBench;
import io.aurora.config.AuroraSettings;
import io.aurora.persistence.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Bare inserts. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Rows a second of bare batched inserts of the journal's rows, by plain JDBC.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora bench journal                               on H2",
            "  build/with-postgres ./aurora bench journal         on a PostgreSQL of its own, fsync on",
        })
final class BenchJournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--symbols",
            paramLabel = "N",
            defaultValue = "500",
            description = "Symbols. Default: ${DEFAULT-VALUE}.")
    private int symbols;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200",
            description = "Events of each symbol in a run. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs after the warm-up; every one is printed. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "Rows of a commit. Default: that of the journal, and 1, 10 and 50.")
    private List<Integer> batches = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        try {
            AuroraSettings settings = options.settings();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "journal");
            Map<String, Object> conditions = BenchConditions.of(settings);
            try (Store store = Store.open(settings.store(), System.getenv())) {
                JournalBench bench = new JournalBench(settings, store, symbols);
                bench.rowsPerSecond(events, bench.batch(), bench.connections());
                for (int batch : batches.isEmpty() ? List.of(bench.batch(), 50, 10, 1) : batches) {
                    figures.put("rows_per_s_batch_" + batch, runs(bench, batch));
                }
                figures.put("connections", bench.connections());
                figures.put("rows_a_run", (long) symbols * events);
                figures.put("store", bench.store());
            }
            figures.put("conditions", conditions);
            print(figures);
        } finally {
            options.cleanUp();
        }
        return 0;
    }

    private List<Long> runs(JournalBench bench, int batch) throws Exception {
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(Math.round(bench.rowsPerSecond(events, batch, bench.connections())));
            spec.commandLine().getErr().printf("bench journal: batch %d: %d rows/s%n", batch, runs.get(i));
            spec.commandLine().getErr().flush();
        }
        return runs;
    }

    private void print(Map<String, Object> figures) throws Exception {
        spec.commandLine()
                .getOut()
                .println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(figures));
        spec.commandLine().getOut().flush();
    }
}
