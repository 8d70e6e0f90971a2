package io.aurora.cluster.e2e;

import io.aurora.inference.model.ModelCard;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentShape;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Untrained models of a small size, in folders. */
final class SampleModels {
    private static final StudentShape STUDENT = new StudentShape(2, 16, 8);
    private static final RouterShape ROUTER = new RouterShape(16);
    private static final double TARGET_SCALE = 0.01;

    private SampleModels() {}

    static Path student(Path folder, long seed) {
        return student(folder, seed, STUDENT);
    }

    static Path student(Path folder, long seed, StudentShape shape) {
        ModelFolder.write(
                folder,
                ModelCard.student(shape, TARGET_SCALE, Standardisation.identity(), provenance(seed)),
                Tensors.student(shape, new RandomWeights(seed)));
        return folder;
    }

    static Path router(Path folder, long seed) {
        ModelFolder.write(
                folder,
                ModelCard.router(ROUTER, 1.0, Standardisation.identity(), provenance(seed)),
                Tensors.router(ROUTER, 1.0f, new RandomWeights(seed)));
        return folder;
    }

    private static Provenance provenance(long seed) {
        return new Provenance(new TreeMap<>(), List.of(), "", "test", seed);
    }
}
