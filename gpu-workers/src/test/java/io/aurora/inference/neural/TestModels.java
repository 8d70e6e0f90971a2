package io.aurora.inference.neural;

import io.aurora.inference.model.ModelCard;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.RouterModel;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.StudentModel;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Models of a small size with random weights, in folders. */
public final class TestModels {
    public static final StudentShape STUDENT = new StudentShape(2, 24, 8);
    public static final RouterShape ROUTER = new RouterShape(16);
    public static final double TARGET_SCALE = 0.02;

    private TestModels() {}

    public static StudentModel student(Path folder, long seed) {
        return ModelFolder.write(
                folder,
                ModelCard.student(STUDENT, TARGET_SCALE, standardisation(0.1, 2.0), provenance(seed)),
                Tensors.student(STUDENT, new RandomWeights(seed)));
    }

    public static RouterModel router(Path folder, long seed) {
        return ModelFolder.write(
                folder,
                ModelCard.router(ROUTER, 1.5, standardisation(-0.2, 0.5), provenance(seed)),
                Tensors.router(ROUTER, 1.5f, new RandomWeights(seed)));
    }

    private static Standardisation standardisation(double mean, double scale) {
        double[] means = new double[StudentShape.INPUT];
        double[] scales = new double[StudentShape.INPUT];
        Arrays.fill(means, mean);
        Arrays.fill(scales, scale);
        return new Standardisation(means, scales);
    }

    private static Provenance provenance(long seed) {
        return new Provenance(new TreeMap<>(), List.of(), "", "test", seed);
    }
}
