package io.aurora.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.inference.network.NetworkRows;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    private static final Provenance PROVENANCE =
            new Provenance(new TreeMap<>(Map.of("ece", 0.03, "nll", 1e-3)), List.of("teacher"), "snapshot", "rev", 7);
    private static final double[] SCALE = Standardisation.identity().scale();

    @TempDir
    private Path temp;

    private Path folder;
    private StudentModel written;

    @BeforeEach
    void write() {
        folder = temp.resolve("models").resolve("m");
        written = ModelFolder.write(
                folder,
                ModelCard.student(new StudentShape(2, 8, 3), 0.01, Standardisation.identity(), PROVENANCE),
                NetworkRows.student(2, 8, 3, 1));
    }

    @Test
    void shouldReadWhatWasWrittenWhenNothingChanged() {
        StudentModel read = ModelFolder.readStudent(folder);
        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.targetScale()).isEqualTo(0.01);
        Map<String, Tensor> before = Tensors.of(written.weights());
        Map<String, Tensor> after = Tensors.of(read.weights());
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        before.forEach((name, tensor) -> {
            assertThat(after.get(name).shape()).isEqualTo(tensor.shape());
            assertThat(after.get(name).values()).isEqualTo(tensor.values());
        });
        assertThat(ModelFolder.read(folder)).isInstanceOf(StudentModel.class);
    }

    @Test
    void shouldKeepARoutersTemperatureWhenItIsWrittenAndRead() {
        Path router = temp.resolve("router");
        ModelCard card = ModelCard.router(new RouterShape(16), 0.9, Standardisation.identity(), PROVENANCE);
        RouterModel model = ModelFolder.write(router, card, NetworkRows.router(16, 1));
        RouterModel read = ModelFolder.readRouter(router);
        assertThat(read.manifest()).isEqualTo(model.manifest());
        assertThat(read.weights().temperature()).isEqualTo(0.9f);
        refused(
                () -> ModelFolder.readStudent(router),
                "must be student: kind=router, file=" + router.resolve("model.json"));
        ModelCard other = ModelCard.router(new RouterShape(16), 0.8, Standardisation.identity(), PROVENANCE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFolder.write(temp.resolve("r2"), other, NetworkRows.router(16, 1)))
                .withMessage("must be equal: temperature=0.9, card's temperature=0.8");
    }

    @Test
    void shouldGiveOneIdWhenTheContentIsTheSameAndAnotherWhenItIsNot() {
        ModelCard card = written.manifest().card();
        StudentModel again = ModelFolder.write(temp.resolve("again"), card, written.weights());
        assertThat(again.manifest()).isEqualTo(written.manifest());
        assertThat(written.manifest().id()).matches("[0-9a-f]{64}");
        ModelCard seeded = new ModelCard(
                card.kind(),
                card.sizes(),
                card.constant(),
                card.featureSchemaHash(),
                card.standardisation(),
                new Provenance(PROVENANCE.metrics(), PROVENANCE.lineage(), "snapshot", "rev", 8));
        assertThat(ModelFolder.write(temp.resolve("seed"), seeded, written.weights())
                        .manifest()
                        .id())
                .isNotEqualTo(written.manifest().id());
        assertThat(ModelFolder.write(temp.resolve("weights"), card, NetworkRows.student(2, 8, 3, 2))
                        .manifest()
                        .id())
                .isNotEqualTo(written.manifest().id());
    }

    @Test
    void shouldLeaveNothingBesideTheFolderWhenItIsWrittenAndRefuseOneThatExists() throws IOException {
        try (Stream<Path> files = Files.list(folder.getParent())) {
            assertThat(files).containsExactly(folder);
        }
        refused(
                () -> ModelFolder.write(folder, written.manifest().card(), written.weights()),
                "must not exist yet: folder=" + folder + ", file=" + folder);
        try (Stream<Path> files = Files.list(folder.getParent())) {
            assertThat(files).containsExactly(folder);
        }
    }

    @Test
    void shouldNameFieldValueAndRuleWhenTheManifestIsChanged() throws IOException {
        change(text -> text.replace("\"seed\" : 7", "\"seed\" : 8"), "must be ");
        change(text -> text.replace("\"format\" : 1", "\"format\" : 2"), "must be 1: format=2");
        change(text -> text.replace("\"format\" : 1", "\"format\" : \"1\""), "must be 1: format=\"1\"");
        change(text -> text.replace("\"format\" : 1", "\"format\" : 1.9"), "must be 1: format=1.9");
        change(text -> text.replace("\"format\" : 1", "\"format\" : true"), "must be 1: format=true");
        change(text -> text.replace("\"student\"", "\"oracle\""), "must be student or router: kind=oracle");
        change(
                text -> text.replace("\"target_scale\" : 0.01", "\"target_scale\" : -1"),
                "must be > 0: target_scale=-1.0");
        change(
                text -> text.replace("\"target_scale\" : 0.01", "\"target_scale\" : 1e-60"),
                "must be finite and > 0 in single precision: target_scale=1.0E-60");
        change(text -> text.replace("\"layers\" : 2", "\"layers\" : 99"), "must be in [1.0, 16.0]: layers=99.0");
        change(
                text -> text.replace("\"layers\" : 2", "\"depth\" : 2"),
                "must be [layers, hidden, latent]: sizes=[depth, ");
        change(
                text -> text.replace(FeatureSchema.HASH, "0"),
                "must be " + FeatureSchema.HASH + " (features-v1): feature_");
        change(text -> text.replace("\"ece\" : 0.03", "\"ece\" : \"x\""), "must be a number: metrics.ece=\"x\"");
        change(text -> text.replace("\"seed\" : 7", "\"seed\" : 7, \"x\" : 1"), "must have the fields [");
        change(
                text -> text.replace("\"seed\" : 7", "\"seed\" : 7, \"seed\" : 7"),
                "must be JSON: Duplicate field 'seed'");
        change(text -> "", "must be 1: format=");
        change(text -> text.replaceFirst("1\\.0, 1\\.0", "0.0, 1.0"), "must be > 0: standardisation.scale[0]=0.0");
        change(text -> text.replaceFirst("1\\.0, 1\\.0", "1.0"), "must be 20: standardisation.scale.length=19");
    }

    private void change(UnaryOperator<String> edit, String message) throws IOException {
        Path manifest = folder.resolve(ModelFolder.MANIFEST);
        String before = Files.readString(manifest);
        Files.writeString(manifest, edit.apply(before));
        assertThat(Files.readString(manifest)).isNotEqualTo(before);
        refused(() -> ModelFolder.read(folder), message);
        Files.writeString(manifest, before);
    }

    @Test
    void shouldTellWeightsFromManifestWhenTheWeightsAreChanged() throws IOException {
        Path weights = folder.resolve(ModelFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        refused(
                () -> ModelFolder.read(folder),
                "must be " + written.manifest().weightsSha256() + " as model.json says: sha256=");
        Files.delete(weights);
        refused(() -> ModelFolder.read(folder), "cannot be read: " + weights);
    }

    @Test
    void shouldNameTheTensorWhenShapesAndSizesDisagree() throws IOException {
        Map<String, Tensor> tensors = Tensors.of(written.weights());
        tensors.put("dec_out.bias", new Tensor(new int[] {1, 3}, new float[3]));
        rewrite(tensors);
        refused(() -> ModelFolder.read(folder), "must be [3]: dec_out.bias.shape=[1, 3], file=");
        tensors.remove("dec_out.bias");
        rewrite(tensors);
        refused(() -> ModelFolder.read(folder), "must be there: dec_out.bias=absent, file=");
        tensors.put("dec_out.bias", new Tensor(new int[] {3}, new float[3]));
        tensors.put("extra", new Tensor(new int[] {1}, new float[1]));
        rewrite(tensors);
        refused(() -> ModelFolder.read(folder), "must be a tensor of this kind: tensors=[extra], file=");
    }

    /** A folder whose hashes are right for tensors that are not. */
    private void rewrite(Map<String, Tensor> tensors) throws IOException {
        Files.delete(folder.resolve(ModelFolder.WEIGHTS));
        Files.delete(folder.resolve(ModelFolder.MANIFEST));
        String sha256 = SafetensorsFile.write(folder.resolve(ModelFolder.WEIGHTS), "student", tensors);
        ManifestJson.write(
                folder.resolve(ModelFolder.MANIFEST),
                ModelManifest.of(written.manifest().card(), sha256));
    }

    @Test
    void shouldWinsoriseInDoublePrecisionWhenFeaturesAreStandardised() {
        double[] mean = new double[SCALE.length];
        mean[1] = 1.0;
        double[] scale = SCALE.clone();
        scale[1] = 0.5;
        double[] features = new double[SCALE.length];
        features[0] = -1e300;
        features[1] = 2.0;
        features[2] = Double.NaN;
        features[3] = Double.POSITIVE_INFINITY;
        float[] out = new float[1 + SCALE.length];
        new Standardisation(mean, scale).apply(features, out, 1);
        assertThat(out).startsWith(0.0f, -8.0f, 2.0f, Float.NaN, 8.0f);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(ModelFileException.class).isThrownBy(call).withMessageStartingWith(message);
    }
}
