package io.aurora.lab.models;

import io.aurora.inference.model.Model;
import io.aurora.inference.model.ModelCard;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.ModelKind;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Untrained models of the sizes that ship, the same on every machine for the same seed. Their forecasts mean nothing. */
public final class RandomModels {
    /** Sizes of a student (spec page 20, section 1); a router has one size. */
    public enum Size {
        SMALL(new StudentShape(2, 64, 32)),
        FULL(new StudentShape(3, 512, 32));

        private final StudentShape student;

        Size(StudentShape student) {
            this.student = student;
        }

        public StudentShape student() {
            return student;
        }
    }

    public static final RouterShape ROUTER = new RouterShape(256);

    /** About the standard deviation of hourly log returns of liquid markets. */
    private static final double TARGET_SCALE = 0.01;

    private static final double TEMPERATURE = 1.0;

    private RandomModels() {}

    public static StudentWeights student(Size size, long seed) {
        return Tensors.student(size.student(), new RandomWeights(seed));
    }

    public static RouterWeights router(long seed) {
        return Tensors.router(ROUTER, (float) TEMPERATURE, new RandomWeights(seed));
    }

    /**
     * Writes a model to a new folder.
     *
     * @param codeRevision code that makes it
     */
    public static Model write(Path folder, ModelKind kind, Size size, long seed, String codeRevision) {
        Provenance provenance = new Provenance(new TreeMap<>(), List.of(), "", codeRevision, seed);
        Standardisation standardisation = Standardisation.identity();
        if (kind == ModelKind.STUDENT) {
            ModelCard card = ModelCard.student(size.student(), TARGET_SCALE, standardisation, provenance);
            return ModelFolder.write(folder, card, student(size, seed));
        }
        ModelCard card = ModelCard.router(ROUTER, TEMPERATURE, standardisation, provenance);
        return ModelFolder.write(folder, card, router(seed));
    }
}
