package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.domain.audit.SymbolAudit;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.neural.Devices;
import io.aurora.inference.neural.ModelShelf;
import io.aurora.inference.neural.ModelsAtHand;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on trained models, as its users run it. */
class ModelNodeTest {
    private static final String SYMBOL = "NEURAL";
    private static final long SEED = 11;
    private static final int BARS = 600;

    @TempDir
    private Path folder;

    private ModelFolders folders;

    @BeforeEach
    void write() {
        folders = new ModelFolders(
                Optional.of(SampleModels.student(folder.resolve("models/student"), 1)
                        .toString()),
                Optional.of(
                        SampleModels.router(folder.resolve("models/router"), 2).toString()));
    }

    private NodeProcess start(String... more) {
        java.util.ArrayList<String> all = new java.util.ArrayList<>(List.of(
                "--profile",
                "replay",
                "--feed",
                "none",
                "--student",
                folders.student().orElseThrow(),
                "--router",
                folders.router().orElseThrow(),
                "--set",
                "inference.parity_every=10",
                "--set",
                SampleBars.BAR_LENGTH));
        all.addAll(List.of(more));
        return NodeProcess.start(folder, all.toArray(String[]::new));
    }

    @Test
    void shouldDecideAsReplayByTheSameModelsWhenKilledInMidStream() {
        List<Bar> bars = SampleBars.careless(SYMBOL, SEED, BARS);
        NodeProcess killed = start();
        try (BarUpload upload = killed.upload(SYMBOL, bars)) {
            upload.next(bars.size() / 2);
            killed.kill();
        } finally {
            killed.close();
        }
        try (NodeProcess node = start();
                ModelsAtHand models = ModelsAtHand.open(folders, 1)) {
            try (BarUpload upload = node.upload(SYMBOL, bars)) {
                assertThat(upload.rest()).hasSize(bars.size());
            }
            Recording recording = Recording.of(node, SYMBOL);
            assertThat(recording.digest().hex())
                    .isEqualTo(SampleBars.replayed(bars, folders).hex())
                    .isNotEqualTo(SampleBars.replayed(bars).hex());
            assertAudited(recording, models);
            assertThat(recording.events(SymbolEvent.ModelAdopted.class)).hasSize(1);
            assertThat(answered(recording)).isNotEmpty().allSatisfy(result -> {
                assertThat(result.models()).isEqualTo(models.ids());
                assertThat(result.engine()).isEqualTo("cpu");
                assertThat(result.fallback()).isEmpty();
            });
        }
    }

    private static void assertAudited(Recording recording, ModelsAtHand models) {
        SymbolAudit with = new SymbolAudit(recording.persistenceId(), models.forecasts());
        assertThat(recording.finding(with)).isEmpty();
        assertThat(with.takenAsRecorded()).isEmpty();
        SymbolAudit without = new SymbolAudit(recording.persistenceId());
        assertThat(recording.finding(without)).isEmpty();
        assertThat(without.takenAsRecorded()).containsOnlyKeys(models.ids());
    }

    private static List<InferenceResult> answered(Recording recording) {
        return recording.events(SymbolEvent.BarDecided.class).stream()
                .flatMap(decided -> decided.inputs().inference().stream())
                .toList();
    }

    @Test
    void shouldPutAnotherModelInForceBetweenTwoBarsAndKeepTheOneBeforeWhenItIsBroken() throws IOException {
        List<Bar> bars = SampleBars.gappy(SYMBOL, SEED, 300);
        Path next = SampleModels.student(folder.resolve("models/next"), 3);
        Path broken = SampleModels.student(folder.resolve("models/broken"), 4);
        Path weights = broken.resolve(ModelFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        String root = folder.resolve("models").toString();
        ModelIds before = ModelsAtHand.ids(folders);
        ModelIds after = ModelsAtHand.ids(new ModelFolders(Optional.of(next.toString()), folders.router()));

        try (NodeProcess node = start("--set", "inference.models_dir=\"" + root + '"')) {
            offer(node, bars.subList(0, 150));
            JsonNode failed = reload(node, "{\"path\":\"broken\"}");
            assertThat(failed.get("state").textValue()).isEqualTo("failed");
            assertThat(failed.get("error").textValue()).contains("sha256").contains("stay in force");
            assertThat(node.json("/model/info").get("id").textValue()).isEqualTo(before.student());
            offer(node, bars.subList(150, 200));

            JsonNode done = reload(node, "{\"id\":\"" + after.student() + "\"}");
            assertThat(done.get("state").textValue()).as(done.toString()).isEqualTo("done");
            assertThat(node.json("/model/info").get("id").textValue()).isEqualTo(after.student());
            offer(node, bars.subList(200, 300));

            Recording recording = Recording.of(node, SYMBOL);
            assertThat(recording.events(SymbolEvent.ModelAdopted.class).stream().map(adopted -> adopted.models()))
                    .containsExactly(before, after);
            assertThat(answered(recording))
                    .allSatisfy(result -> assertThat(result.fallback()).isEmpty());
            try (ModelShelf shelf = new ModelShelf(
                    List.of(
                            Path.of(folders.student().orElseThrow()),
                            Path.of(folders.router().orElseThrow()),
                            next),
                    1)) {
                SymbolAudit audit = new SymbolAudit(recording.persistenceId(), shelf);
                assertThat(recording.finding(audit)).isEmpty();
                assertThat(audit.takenAsRecorded()).isEmpty();
            }
            assertThat(node.post("/model/reload", "application/json", "{\"path\":\"/etc\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertPredicts(node, after);
            Until.holds(
                    Duration.ofSeconds(30),
                    () -> !node.get("/metrics").body().contains("aurora_inference_parity_total{result=\"same\"} 0.0"),
                    node::output);
            assertThat(node.get("/metrics").body()).contains("aurora_inference_parity_total{result=\"differs\"} 0.0");
        }
    }

    private static void assertPredicts(NodeProcess node, ModelIds models) {
        String zeros = String.join(",", Collections.nCopies(20, "0"));
        JsonNode body = node.postJson(
                "/predict", "{\"symbol\":\"" + SYMBOL + "\",\"timeframe\":\"1m\",\"features\":[" + zeros + "]}");
        assertThat(body.get("model_id").textValue()).isEqualTo(models.student());
        assertThat(body.get("engine").textValue()).isEqualTo("cpu");
        assertThat(body.get("interval_lower").doubleValue())
                .isLessThan(body.get("interval_upper").doubleValue());
    }

    private static void offer(NodeProcess node, List<Bar> bars) {
        try (BarUpload upload = node.upload(SYMBOL, bars)) {
            assertThat(upload.rest()).hasSize(bars.size());
        }
    }

    /** The job of a reload, once it has ended. */
    private static JsonNode reload(NodeProcess node, String body) throws IOException {
        HttpResponse<String> accepted = node.post("/model/reload", "application/json", body);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String job = "/jobs/"
                + new ObjectMapper().readTree(accepted.body()).get("job").textValue();
        Until.holds(
                Duration.ofSeconds(60),
                () -> !List.of("queued", "running")
                        .contains(node.json(job).get("state").textValue()),
                node::output);
        return node.json(job);
    }

    @Test
    void shouldRefuseToStartWhenCudaIsAskedForAndNoDeviceAnswers() {
        assumeThat(Devices.cuda()).isInstanceOf(Devices.Silent.class);
        try (NodeProcess node = NodeProcess.start(folder, "--feed", "none", "--set", "inference.engine=cuda")) {
            assertThat(node.exit()).isEqualTo(2);
            assertThat(node.output()).contains("aurora: no CUDA device answers: ", "aurora.inference.engine = cuda");
        }
    }

    @Test
    void shouldNameTheFileWhenTheStudentIsNone() {
        try (NodeProcess node = NodeProcess.start(
                folder,
                "--feed",
                "none",
                "--student",
                folder.resolve("models/router").toString())) {
            assertThat(node.exit()).isEqualTo(2);
            assertThat(node.output()).contains("aurora.inference.student", "must be student: kind=router");
        }
    }

    @Test
    void shouldSayOnceWhichEngineAndWhyWhenItIsChosen() {
        try (NodeProcess node = start()) {
            assertThat(node.json("/health").at("/checks/gpu_ok").booleanValue()).isTrue();
            assertThat(node.output().lines().filter(line -> line.contains("inference engine:")))
                    .as(node.output())
                    .hasSize(1);
        }
    }
}
