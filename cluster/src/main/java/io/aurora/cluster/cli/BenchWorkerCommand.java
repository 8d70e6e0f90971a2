package io.aurora.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.bench.BenchConditions;
import io.aurora.cluster.bench.inference.WorkerBench;
import io.aurora.config.AuroraSettings;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelKind;
import io.aurora.lab.models.RandomModels;
import io.aurora.lab.report.CodeRevision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Latency of forecasts through a worker. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a worker of this process for forecasts, through the router that symbols use, at a given rate; times since a request was due.",
            "Without --student: a student of the small size (2 x 64, latent 32) with random weights."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora bench worker                                          1,000 symbols, 5,000 requests a second",
            "  aurora bench worker --student models/student --router models/router --set inference.engine=cpu",
        })
final class BenchWorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--student", paramLabel = "DIR", description = "Folder of the student.")
    private Path student;

    @Option(names = "--router", paramLabel = "DIR", description = "Folder of the router; without it there is none.")
    private Path router;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Symbols, asked for in turn. Default: ${DEFAULT-VALUE}.")
    private int symbols;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            defaultValue = "5000",
            description = "Requests a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Load before times count. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Load whose times count. Default: ${DEFAULT-VALUE}.")
    private int time;

    @Override
    public Integer call() throws Exception {
        if (symbols < 1 || !(rate > 0.0) || warmUp < 0 || time < 1) {
            throw new StartException(
                    "must be >= 1, > 0, >= 0 and >= 1: --symbols=" + symbols + ", --rate=" + rate + ", --warm-up="
                            + warmUp + ", --time=" + time,
                    null);
        }
        try {
            AuroraSettings settings = options.settings();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("conditions", BenchConditions.of(settings));
            WorkerBench bench = new WorkerBench(settings.inference(), folders());
            figures.put(
                    "worker",
                    bench.run(
                            new WorkerBench.Load(symbols, rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(time))));
            spec.commandLine()
                    .getOut()
                    .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        } finally {
            options.cleanUp();
        }
        return 0;
    }

    private ModelFolders folders() {
        Path folder = student == null ? random() : student;
        return new ModelFolders(
                Optional.of(folder.toString()), Optional.ofNullable(router).map(Path::toString));
    }

    /** A student of the small size, which goes at the end. */
    private Path random() {
        Path folder = options.folder().resolve("student");
        RandomModels.write(folder, ModelKind.STUDENT, RandomModels.Size.SMALL, 1L, CodeRevision.text());
        return folder;
    }
}
