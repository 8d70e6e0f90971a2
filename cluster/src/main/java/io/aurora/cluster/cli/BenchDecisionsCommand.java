package io.aurora.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.aurora.cluster.bench.BenchConditions;
import io.aurora.cluster.bench.decisions.DecisionsBench;
import io.aurora.config.AuroraSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stored decisions of the decision loop a second, and their latency. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Decisions and feedback over HTTP, stored before they are answered: rates, latency, read side.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora bench decisions                             on H2",
            "  build/with-postgres ./aurora bench decisions       on a PostgreSQL of its own, fsync on",
            "  aurora bench decisions --rate 6000 --time 60",
        })
final class BenchDecisionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "2000",
            description = "States, popular as 1/rank. Default: ${DEFAULT-VALUE}.")
    private int states;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections to the node. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Load before each figure counts. Default: ${DEFAULT-VALUE}.")
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
            defaultValue = "3000",
            description = "Decisions a second of the open loop. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--parts",
            paramLabel = "PART",
            split = ",",
            defaultValue = "CLOSED_LOOP,OPEN_LOOP,ONE_HOT_STATE",
            description = "What is measured: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<DecisionsBench.Part> parts;

    @Override
    public Integer call() throws Exception {
        if (states < 1 || connections < 1 || warmUp < 0 || time < 1 || !(rate > 0)) {
            throw new StartException(
                    "must be >= 1, >= 1, >= 0, >= 1 and > 0: --states=" + states + ", --connections=" + connections
                            + ", --warm-up=" + warmUp + ", --time=" + time + ", --rate=" + rate,
                    null);
        }
        try {
            AuroraSettings settings = options.settings();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "decisions");
            Map<String, Object> conditions = BenchConditions.of(settings);
            DecisionsBench.Plan plan = new DecisionsBench.Plan(
                    states, connections, Duration.ofSeconds(warmUp), Duration.ofSeconds(time), rate, parts);
            figures.put("store", settings.store().kind().name().toLowerCase(java.util.Locale.ROOT));
            figures.putAll(new DecisionsBench(
                            plan,
                            options.nodeArguments(),
                            options.folder(),
                            spec.commandLine().getErr())
                    .run());
            figures.put("states", states);
            figures.put("load_driver", "in a process of its own, over HTTP; feedback for half of the decisions");
            figures.put("seconds_a_figure", time);
            figures.put("conditions", conditions);
            spec.commandLine()
                    .getOut()
                    .println(new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(figures));
            spec.commandLine().getOut().flush();
        } finally {
            options.cleanUp();
        }
        return 0;
    }
}
