package io.aurora.cluster.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.config.LoadOptions;
import io.aurora.http.port.Models.Wanted;
import io.aurora.inference.model.ModelCard;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.RouterShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFinderTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private Path configured;
    private ModelFinder finder;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectories(folder.resolve("models"));
        outside = Files.createDirectories(folder.resolve("elsewhere/model"));
        configured = Files.createDirectories(folder.resolve("router-in-force"));
        Files.createDirectories(root.resolve("2026/student"));
        finder = new ModelFinder(
                settings("inference.models_dir=\"" + root + '"', "inference.router=\"" + configured + '"'));
    }

    private static InferenceSettings settings(String... overrides) {
        return AuroraSettings.load(LoadOptions.defaults().withOverrides(overrides))
                .inference();
    }

    private static Wanted path(String path) {
        return new Wanted(Optional.empty(), Optional.of(path));
    }

    private static Wanted id(String id) {
        return new Wanted(Optional.of(id), Optional.empty());
    }

    @Test
    void shouldTakeAFolderBelowTheRootWhetherThePathIsRelativeOrNot() throws IOException {
        Path student = root.resolve("2026/student").toRealPath();

        assertThat(finder.find(path("2026/student"))).contains(student);
        assertThat(finder.find(path(student.toString()))).contains(student);
        assertThat(finder.objection(path("2026/student"))).isEmpty();
        assertThat(finder.find(path("2026/../2026/student"))).contains(student);
    }

    @Test
    void shouldTakeTheVeryFolderThatTheSettingsName() throws IOException {
        assertThat(finder.find(path(configured.toString()))).contains(configured.toRealPath());
    }

    @Test
    void shouldRefuseWhateverLeadsElsewhere() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), outside);

        for (String path : List.of(
                outside.toString(),
                "../elsewhere/model",
                "2026/../../elsewhere/model",
                "link",
                "/",
                "/etc",
                "none",
                "a\u0000b")) {
            assertThat(finder.objection(path(path))).as(path).isPresent();
            assertThat(finder.find(path(path))).as(path).isEmpty();
        }
    }

    @Test
    void shouldRefuseEveryPathButTheConfiguredOnesWhenThereIsNoRoot() {
        ModelFinder without = new ModelFinder(settings("inference.router=\"" + configured + '"'));

        assertThat(without.objection(path(root.resolve("2026/student").toString())))
                .isPresent();
        assertThat(without.objection(path(configured.toString()))).isEmpty();
    }

    @Test
    void shouldFindAModelByItsIdBelowTheRoot() throws IOException {
        RouterShape shape = new RouterShape(8);
        String written = ModelFolder.write(
                        root.resolve("2026/router"),
                        ModelCard.router(
                                shape,
                                1.0,
                                Standardisation.identity(),
                                new Provenance(new TreeMap<>(), List.of(), "", "test", 1L)),
                        Tensors.router(shape, 1.0f, new RandomWeights(1L)))
                .manifest()
                .id();

        assertThat(finder.find(id(written)))
                .contains(root.resolve("2026/router").toRealPath());
        assertThat(finder.find(id("f".repeat(64)))).isEmpty();

        Path link = Files.createSymbolicLink(folder.resolve("linked-models"), root);
        ModelFinder linked = new ModelFinder(settings("inference.models_dir=\"" + link + '"'));
        assertThat(linked.find(id(written)))
                .contains(root.resolve("2026/router").toRealPath());
    }

    @Test
    void shouldTakeAsIdsOnlyHashesAndTheNamesOfTheBuiltInModels() {
        assertThat(finder.objection(id("ewma"))).isEmpty();
        assertThat(finder.objection(id("bic"))).isEmpty();
        assertThat(finder.objection(id("a".repeat(64)))).isEmpty();
        assertThat(finder.objection(id("A".repeat(64)))).isPresent();
        assertThat(finder.objection(id("../x"))).isPresent();
    }
}
