package io.aurora.cluster.ops;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository beside the modules. */
final class OpsFiles {
    private OpsFiles() {}

    /** The repository's root: the nearest directory above that holds {@code deploy/ops}. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isDirectory(directory.resolve("deploy/ops"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "deploy/ops is nowhere above " + Path.of("").toAbsolutePath());
        }
        return directory;
    }

    static Path ops(String file) {
        return root().resolve("deploy/ops").resolve(file);
    }
}
