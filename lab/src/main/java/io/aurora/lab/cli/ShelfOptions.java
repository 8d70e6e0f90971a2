package io.aurora.lab.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.config.LoadOptions;
import io.aurora.inference.neural.ModelShelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Models by which recorded forecasts are derived again. */
final class ShelfOptions {
    @Option(
            names = "--student",
            paramLabel = "DIR",
            description =
                    "Folder of a student that forecast; as often as needed. Forecasts of others are taken as recorded, which is said.")
    private List<Path> students = new ArrayList<>();

    @Option(names = "--router", paramLabel = "DIR", description = "Folder of a router; as often as needed.")
    private List<Path> routers = new ArrayList<>();

    /** Reads the manifests of these folders and of those that the settings name. */
    ModelShelf open(LoadOptions settings) {
        return open(Stream.concat(students.stream(), routers.stream()), settings);
    }

    /** A shelf of {@code named} folders and of those that the settings name. */
    static ModelShelf open(Stream<Path> named, LoadOptions settings) {
        InferenceSettings inference = AuroraSettings.load(settings).inference();
        Stream<Path> configured = Stream.of(inference.student(), inference.router())
                .flatMap(Optional::stream)
                .map(Path::of);
        return new ModelShelf(Stream.concat(named, configured).distinct().toList(), 0);
    }
}
