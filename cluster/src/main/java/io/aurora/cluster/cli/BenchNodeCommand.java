package io.aurora.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.aurora.cluster.bench.BenchConditions;
import io.aurora.cluster.bench.NodeBench;
import io.aurora.config.AuroraSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Durable decisions a second and their latency. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Start, first answers, durable decisions a second and their latency, over a filled store.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora bench node                                  on H2",
            "  build/with-postgres ./aurora bench node            on a PostgreSQL of its own, fsync on",
            "  aurora bench node --store-url jdbc:postgresql://127.0.0.1/bench --store-user me --starts 0",
        })
final class BenchNodeCommand implements Callable<Integer> {
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
            defaultValue = "2001",
            description = "Events of each symbol before the start. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--snapshot-age",
            paramLabel = "N",
            defaultValue = "499",
            description = "Events behind each snapshot. Default: ${DEFAULT-VALUE}.")
    private int snapshotAge;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "5",
            description = "Nodes started in processes of their own. Default: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Load before figures count. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Load of each figure. Default: ${DEFAULT-VALUE}.")
    private int time;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            defaultValue = "0",
            description = "Rate of the open loop; 0: half of what the closed loop reached. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "128",
            description = "Streams of bars over HTTP at a time; 0: none. Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "50",
            description = "Bars of such a stream. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Override
    public Integer call() throws Exception {
        if (symbols < 2 || events <= snapshotAge || snapshotAge < 0 || starts < 0 || warmUp < 0 || time < 1) {
            throw new StartException(
                    "must be >= 2, > snapshot-age, >= 0, >= 0, >= 0 and >= 1: --symbols=" + symbols + ", --events="
                            + events + ", --snapshot-age=" + snapshotAge + ", --starts=" + starts + ", --warm-up="
                            + warmUp + ", --time=" + time,
                    null);
        }
        try {
            AuroraSettings settings = options.settings();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "node");
            Map<String, Object> conditions = BenchConditions.of(settings);
            figures.putAll(new NodeBench(
                            settings,
                            plan(),
                            options.nodeArguments(),
                            spec.commandLine().getErr())
                    .run());
            figures.put("symbols", symbols);
            figures.put("load_driver", "in the node's process; http_ndjson: its client too");
            figures.put("seconds_a_figure", time);
            figures.put("conditions", conditions);
            print(figures);
        } finally {
            options.cleanUp();
        }
        return 0;
    }

    private NodeBench.Plan plan() {
        return new NodeBench.Plan(
                symbols,
                events,
                snapshotAge,
                starts,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(time),
                rate,
                streams,
                lines);
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
