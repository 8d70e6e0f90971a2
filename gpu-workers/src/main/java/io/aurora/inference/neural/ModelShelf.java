package io.aurora.inference.neural;

import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.EngineSource;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.ModelManifest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Folders of models, found by id and opened when they are first needed, all on one device. Not thread-safe. */
public final class ModelShelf implements ModelForecasts, AutoCloseable {
    private final Map<String, String> students = new HashMap<>();
    private final Map<String, String> routers = new HashMap<>();
    private final Map<ModelIds, ModelsAtHand> open = new HashMap<>();
    private final int threads;
    private Optional<EngineSource> device = Optional.empty();

    /**
     * Reads the folders' manifests.
     *
     * @param threads of the processor; 0: as many as it has
     * @throws io.aurora.inference.model.ModelFileException where a folder is refused
     */
    public ModelShelf(List<Path> folders, int threads) {
        this.threads = threads;
        for (Path folder : folders) {
            ModelManifest manifest = ModelFolder.readManifest(folder);
            switch (manifest.kind()) {
                case STUDENT -> students.put(manifest.id(), folder.toString());
                case ROUTER -> routers.put(manifest.id(), folder.toString());
                default -> throw new IllegalStateException("unknown kind: " + manifest.kind());
            }
        }
    }

    @Override
    public Optional<Function<InferenceRequest, Optional<InferenceResult>>> of(ModelIds asked) {
        boolean student = asked.student().equals(ModelIds.EWMA) || students.containsKey(asked.student());
        boolean router = asked.router().equals(ModelIds.BIC) || routers.containsKey(asked.router());
        return student && router
                ? open.computeIfAbsent(asked, this::opened).forecasts().of(asked)
                : Optional.empty();
    }

    private ModelsAtHand opened(ModelIds asked) {
        ModelFolders folders = new ModelFolders(
                Optional.ofNullable(students.get(asked.student())), Optional.ofNullable(routers.get(asked.router())));
        EngineSource shared = device.orElseGet(() -> new DeviceSource(Processors.fastest(threads)));
        device = Optional.of(shared);
        return ModelsAtHand.on(shared, folders);
    }

    @Override
    public void close() {
        open.values().forEach(ModelsAtHand::close);
        device.ifPresent(EngineSource::close);
    }
}
