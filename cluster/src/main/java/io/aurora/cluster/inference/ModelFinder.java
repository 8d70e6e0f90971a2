package io.aurora.cluster.inference;

import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.http.port.Models.Wanted;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where models may be taken from: below the folder {@code inference.models_dir}, which may be a link, and the very folders of the settings. Nothing
 * else of the machine is looked at. By path a link below it is followed as long as it stays below; by id real folders are looked through,
 * {@value #DEPTH} levels deep.
 */
final class ModelFinder {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final int DEPTH = 8;

    private final Optional<Path> root;
    private final List<Path> configured;

    ModelFinder(InferenceSettings settings) {
        this.root = settings.modelsDir().map(Path::of);
        this.configured = Stream.of(settings.student(), settings.router())
                .flatMap(Optional::stream)
                .map(Path::of)
                .toList();
    }

    /** Whether an id names a built-in model. */
    static boolean isBuiltIn(String id) {
        return id.equals(ModelIds.EWMA) || id.equals(ModelIds.BIC);
    }

    /** Why such a model cannot be had, by its words alone; absent where it may be. */
    Optional<String> objection(Wanted wanted) {
        if (wanted.id().isPresent()) {
            String id = wanted.id().get();
            return isBuiltIn(id) || ID.matcher(id).matches()
                    ? Optional.empty()
                    : Optional.of("must be 64 hexadecimal digits in lower case, ewma or bic");
        }
        return folder(wanted.path().orElseThrow()).isPresent()
                ? Optional.empty()
                : Optional.of("must be a folder below inference.models_dir, or one that the settings name");
    }

    /** The folder of a wanted model; absent where there is none. Reads the manifests of the folders where an id is wanted. */
    Optional<Path> find(Wanted wanted) {
        return wanted.id().isPresent()
                ? byId(wanted.id().get())
                : folder(wanted.path().orElseThrow());
    }

    private Optional<Path> folder(String path) {
        Optional<Path> named = named(path);
        Optional<Path> below = named.flatMap(relative -> root.map(folder -> folder.resolve(relative)))
                .flatMap(ModelFinder::real);
        return below.filter(found ->
                        real(root.orElseThrow()).filter(found::startsWith).isPresent())
                .or(() -> named.flatMap(ModelFinder::real)
                        .filter(found -> configured.stream()
                                .flatMap(folder -> real(folder).stream())
                                .anyMatch(found::equals)));
    }

    /** The path, absent where it has characters that no path has. */
    private static Optional<Path> named(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folder as the file system knows it; absent where there is none. */
    private static Optional<Path> real(Path folder) {
        try {
            return Optional.of(folder.toRealPath()).filter(Files::isDirectory);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> byId(String id) {
        return Stream.concat(configured.stream(), below())
                .flatMap(folder -> real(folder).stream())
                .filter(folder -> has(folder, id))
                .findFirst();
    }

    private Stream<Path> below() {
        Optional<Path> start = root.flatMap(ModelFinder::real);
        if (start.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(start.get(), DEPTH)) {
            return files.filter(file -> file.endsWith(ModelFolder.MANIFEST)).map(Path::getParent).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean has(Path folder, String id) {
        try {
            return ModelFolder.readManifest(folder).id().equals(id);
        } catch (ModelFileException e) {
            return false;
        }
    }
}
