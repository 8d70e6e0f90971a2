package io.aurora.inference.model;

import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A model on disk: {@link #MANIFEST} and {@link #WEIGHTS}. A folder is written once and never changed: it appears whole or not at all.
 * Refusals are {@link ModelFileException}.
 */
public final class ModelFolder {
    public static final String MANIFEST = "model.json";
    public static final String WEIGHTS = "weights.safetensors";

    private ModelFolder() {}

    /** Reads and checks a model of either kind. */
    public static Model read(Path folder) {
        ModelManifest manifest = readManifest(folder);
        return manifest.kind() == ModelKind.STUDENT ? student(folder, manifest) : router(folder, manifest);
    }

    /** Reads and checks a student. */
    public static StudentModel readStudent(Path folder) {
        return student(folder, require(folder, ModelKind.STUDENT));
    }

    /** Reads and checks a router. */
    public static RouterModel readRouter(Path folder) {
        return router(folder, require(folder, ModelKind.ROUTER));
    }

    /** Reads and checks the manifest alone, not the weights. */
    public static ModelManifest readManifest(Path folder) {
        return ManifestJson.read(folder.resolve(MANIFEST));
    }

    private static ModelManifest require(Path folder, ModelKind kind) {
        ModelManifest manifest = readManifest(folder);
        if (manifest.kind() != kind) {
            throw ModelFileException.of(
                    "must be " + kind.code(), "kind", manifest.kind().code(), folder.resolve(MANIFEST));
        }
        return manifest;
    }

    private static StudentModel student(Path folder, ModelManifest manifest) {
        StudentShape shape = manifest.card().studentShape();
        Taker taker = Taker.open(folder, manifest);
        StudentWeights weights = Tensors.student(shape, taker);
        taker.requireNothingElse();
        return new StudentModel(manifest, manifest.card().constant(), weights);
    }

    private static RouterModel router(Path folder, ModelManifest manifest) {
        RouterShape shape = manifest.card().routerShape();
        Taker taker = Taker.open(folder, manifest);
        RouterWeights weights = Tensors.router(shape, (float) manifest.card().constant(), taker);
        taker.requireNothingElse();
        return new RouterModel(manifest, weights);
    }

    /** Writes a student to a new folder. */
    public static StudentModel write(Path folder, ModelCard card, StudentWeights weights) {
        requireSame(card.studentShape(), weights.shape());
        return new StudentModel(write(folder, card, Tensors.of(weights)), card.constant(), weights);
    }

    /** Writes a router to a new folder; the temperature is the card's. */
    public static RouterModel write(Path folder, ModelCard card, RouterWeights weights) {
        requireSame(card.routerShape(), weights.shape());
        if (weights.temperature() != (float) card.constant()) {
            throw new IllegalArgumentException(
                    "must be equal: temperature=" + weights.temperature() + ", card's temperature=" + card.constant());
        }
        return new RouterModel(write(folder, card, Tensors.of(weights)), weights);
    }

    private static void requireSame(Record cards, Record weights) {
        if (!cards.equals(weights)) {
            throw new IllegalArgumentException("must be equal: card's shape=" + cards + ", weights' shape=" + weights);
        }
    }

    private static ModelManifest write(Path folder, ModelCard card, Map<String, Tensor> tensors) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw ModelFileException.of("must not exist yet", "folder", folder, target);
        }
        try {
            Path parent = Optional.ofNullable(target.getParent()).orElse(target);
            Files.createDirectories(parent);
            // not a temporary folder of the JDK, which only its owner may read, and the move would keep that
            Path part = Files.createDirectory(parent.resolve(".model-" + UUID.randomUUID()));
            try {
                String sha256 =
                        SafetensorsFile.write(part.resolve(WEIGHTS), card.kind().code(), tensors);
                ModelManifest manifest = ModelManifest.of(card, sha256);
                ManifestJson.write(part.resolve(MANIFEST), manifest);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                return manifest;
            } finally {
                remove(part);
            }
        } catch (IOException e) {
            throw ModelFileException.unreadable("cannot be written", e, target);
        }
    }

    private static void remove(Path part) throws IOException {
        Files.deleteIfExists(part.resolve(WEIGHTS));
        Files.deleteIfExists(part.resolve(MANIFEST));
        Files.deleteIfExists(part);
    }

    /** Hands out the tensors of a file, checking names and shapes. */
    private record Taker(Path file, Map<String, Tensor> tensors, Set<String> left) implements TensorSource {
        static Taker open(Path folder, ModelManifest manifest) {
            Path file = folder.resolve(WEIGHTS);
            SafetensorsFile.Content content = SafetensorsFile.read(file);
            if (!content.sha256().equals(manifest.weightsSha256())) {
                throw ModelFileException.of(
                        "must be " + manifest.weightsSha256() + " as " + MANIFEST + " says",
                        "sha256",
                        content.sha256(),
                        file);
            }
            return new Taker(
                    file, content.tensors(), new TreeSet<>(content.tensors().keySet()));
        }

        @Override
        public float[] values(String name, int... shape) {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw ModelFileException.of("must be there", name, "absent", file);
            }
            if (!Arrays.equals(tensor.shape(), shape)) {
                throw ModelFileException.of(
                        "must be " + Arrays.toString(shape), name + ".shape", Arrays.toString(tensor.shape()), file);
            }
            left.remove(name);
            return tensor.values();
        }

        void requireNothingElse() {
            if (!left.isEmpty()) {
                throw ModelFileException.of("must be a tensor of this kind", "tensors", left, file);
            }
        }
    }
}
