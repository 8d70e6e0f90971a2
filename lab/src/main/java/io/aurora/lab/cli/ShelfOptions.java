package io.aurora.lab.cli;

import io.aurora.inference.neural.ModelShelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Reads the folders' manifests. */
    ModelShelf open() {
        return new ModelShelf(Stream.concat(students.stream(), routers.stream()).toList(), 0);
    }
}
