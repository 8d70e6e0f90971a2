package io.aurora.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.neural.DeviceSource;
import io.aurora.inference.neural.ModelsAtHand;
import io.aurora.inference.neural.Processors;
import io.aurora.inference.neural.TestModels;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.Failed;
import io.aurora.inference.protocol.InferenceProtocol.Infer;
import io.aurora.inference.protocol.InferenceProtocol.Inferred;
import io.aurora.inference.protocol.InferenceProtocol.LoadModels;
import io.aurora.inference.protocol.InferenceProtocol.LoadReply;
import io.aurora.inference.protocol.InferenceProtocol.ModelsLoaded;
import io.aurora.inference.protocol.InferenceProtocol.ModelsRejected;
import io.aurora.inference.protocol.InferenceProtocol.ServeModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker on real models: which it serves, how they change, and how its answers are checked. */
class WorkerModelsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long LONG_MS = 60_000L;

    @TempDir
    private Path folder;

    private final AtomicInteger devices = new AtomicInteger();
    private final AtomicInteger same = new AtomicInteger();
    private final AtomicInteger differs = new AtomicInteger();
    private TestProbe<InferenceProtocol.Answer> asker;
    private ModelFolders first;
    private ModelFolders second;

    @AfterAll
    static void close() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void write() {
        asker = KIT.createTestProbe();
        first = folders(1);
        second = folders(2);
    }

    private ModelFolders folders(long seed) {
        Path student = folder.resolve("student-" + seed);
        TestModels.student(student, seed);
        return new ModelFolders(Optional.of(student.toString()), Optional.empty());
    }

    private ActorRef<InferenceProtocol.Command> worker(
            Supplier<EngineSource> source, Supplier<EngineSource> reference, Duration linger) {
        InferenceSettings settings = Requests.settings(256, 64, 1);
        InferenceMetrics metrics = new InferenceMetrics() {
            @Override
            public void device(boolean answers) {
                devices.addAndGet(answers ? 1 : -1);
            }

            @Override
            public void compared(boolean equal) {
                (equal ? same : differs).incrementAndGet();
            }
        };
        ActorRef<InferenceProtocol.Command> worker = KIT.spawn(InferenceWorker.create(new WorkerParts(
                source, () -> first, Optional.of(reference), settings, metrics, NanoClock.SYSTEM, linger, lost -> {})));
        await(() -> assertThat(devices).hasValue(1));
        return worker;
    }

    private ActorRef<InferenceProtocol.Command> worker(Duration linger) {
        return worker(WorkerModelsTest::processor, WorkerModelsTest::processor, linger);
    }

    private static EngineSource processor() {
        return new DeviceSource(Processors.reference());
    }

    private void await(Runnable assertion) {
        asker.awaitAssert(Duration.ofSeconds(20), () -> {
            assertion.run();
            return null;
        });
    }

    private static InferenceRequest request(ModelIds models, double value) {
        double[] features = new double[FeatureSchema.DIMENSION];
        features[0] = value;
        return new InferenceRequest(
                "S", 7L, features, RecurrentInput.ZERO, 0.01, RegimeProbabilities.uniform(), models);
    }

    private static InferenceResult expected(ModelFolders folders, InferenceRequest request) {
        try (ModelsAtHand models = ModelsAtHand.open(folders, 1)) {
            return models.forecasts()
                    .of(request.models())
                    .orElseThrow()
                    .apply(request)
                    .orElseThrow();
        }
    }

    private LoadReply load(ActorRef<InferenceProtocol.Command> worker, ModelFolders folders, ModelIds ids) {
        TestProbe<LoadReply> loading = KIT.createTestProbe();
        worker.tell(new LoadModels(folders, ids, loading.getRef()));
        return loading.receiveMessage(Duration.ofSeconds(20));
    }

    private InferenceProtocol.Answer ask(ActorRef<InferenceProtocol.Command> worker, InferenceRequest request) {
        worker.tell(new Infer(request, LONG_MS, asker.getRef()));
        return asker.receiveMessage(Duration.ofSeconds(20));
    }

    @Test
    void shouldAnswerEachSymbolByTheModelsItRunsOnWhileTheyChange() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMinutes(5));
        InferenceRequest old = request(ModelsAtHand.ids(first), 1.0);
        InferenceRequest fresh = request(ModelsAtHand.ids(second), 1.0);
        assertThat(ask(worker, fresh)).isInstanceOf(Failed.class);

        assertThat(load(worker, second, fresh.models())).isEqualTo(new ModelsLoaded(fresh.models()));
        assertThat(load(worker, second, fresh.models())).isEqualTo(new ModelsLoaded(fresh.models()));
        worker.tell(new ServeModels(fresh.models()));

        assertThat(ask(worker, old)).isEqualTo(new Inferred(7L, expected(first, old)));
        assertThat(ask(worker, fresh)).isEqualTo(new Inferred(7L, expected(second, fresh)));
        assertThat(ask(worker, request(ModelIds.BUILT_IN, 1.0))).isInstanceOf(Inferred.class);
        assertThat(devices).hasValue(1);
    }

    @Test
    void shouldGiveUpTheModelsBeforeAWhileAfterTheChange() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMillis(1));
        InferenceRequest old = request(ModelsAtHand.ids(first), 1.0);
        ModelIds fresh = ModelsAtHand.ids(second);
        load(worker, second, fresh);
        worker.tell(new ServeModels(fresh));

        await(() -> assertThat(ask(worker, old))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).contains("models are not served")));
        assertThat(ask(worker, request(fresh, 1.0))).isInstanceOf(Inferred.class);
    }

    @Test
    void shouldServeOnWhenOtherModelsAreRefused() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMillis(1));
        ModelIds before = ModelsAtHand.ids(first);
        ModelFolders missing =
                new ModelFolders(Optional.of(folder.resolve("none").toString()), Optional.empty());

        assertThat(load(worker, missing, new ModelIds("a".repeat(64), ModelIds.BIC)))
                .isInstanceOfSatisfying(
                        ModelsRejected.class,
                        refused -> assertThat(refused.reason()).contains("model.json"));
        assertThat(load(worker, second, new ModelIds("a".repeat(64), ModelIds.BIC)))
                .isInstanceOfSatisfying(
                        ModelsRejected.class,
                        refused -> assertThat(refused.reason()).contains("other models"));
        worker.tell(new ServeModels(before));

        assertThat(ask(worker, request(before, 2.0))).isInstanceOf(Inferred.class);
        assertThat(devices).hasValue(1);
    }

    @Test
    void shouldLeaveSymbolsToOthersWhenItCannotServeTheModelsInForce() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMillis(1));
        ModelIds fresh = ModelsAtHand.ids(second);

        worker.tell(new ServeModels(fresh));
        await(() -> assertThat(devices).hasValue(0));

        load(worker, second, fresh);
        worker.tell(new ServeModels(fresh));
        await(() -> assertThat(devices).hasValue(1));
    }

    @Test
    void shouldRefuseTheRowAloneWhenFeaturesAreNotNumbers() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMinutes(5));
        ModelIds ids = ModelsAtHand.ids(first);

        worker.tell(new Infer(request(ids, Double.NaN), LONG_MS, asker.getRef()));
        worker.tell(new Infer(request(ids, 0.5), LONG_MS, asker.getRef()));

        assertThat(asker.receiveMessage()).isInstanceOf(Failed.class);
        assertThat(asker.receiveMessage()).isEqualTo(new Inferred(7L, expected(first, request(ids, 0.5))));
    }

    @Test
    void shouldCountAnswersThatDoNotHaveTheReferencesBits() {
        ActorRef<InferenceProtocol.Command> worker =
                worker(WorkerModelsTest::processor, () -> new Bent(processor()), Duration.ofMinutes(5));
        ModelIds ids = ModelsAtHand.ids(first);

        ask(worker, request(ids, 0.5));
        await(() -> assertThat(differs).hasValueGreaterThan(0));
        assertThat(same).hasValue(0);
    }

    @Test
    void shouldFindEveryBitTheSameWhenTheDeviceFollowsTheRules() {
        ActorRef<InferenceProtocol.Command> worker = worker(Duration.ofMinutes(5));
        ModelIds ids = ModelsAtHand.ids(first);

        for (int i = 0; i < 5; i++) {
            ask(worker, request(ids, 0.1 * i));
        }
        await(() -> assertThat(same).hasValueGreaterThan(0));
        assertThat(differs).hasValue(0);
    }

    /** Engines whose forecasts are one last bit off. */
    private record Bent(EngineSource source) implements EngineSource {
        @Override
        public String description() {
            return "bent";
        }

        @Override
        public int parallelBatches() {
            return 1;
        }

        @Override
        public InferenceEngine open(ModelFolders folders) {
            InferenceEngine engine = source.open(folders);
            return new InferenceEngine() {
                @Override
                public String name() {
                    return engine.name();
                }

                @Override
                public ModelIds models() {
                    return engine.models();
                }

                @Override
                public List<EngineAnswer> infer(List<InferenceRequest> batch) {
                    return engine.infer(batch).stream().map(Bent::bent).toList();
                }

                @Override
                public void close() {
                    engine.close();
                }
            };
        }

        private static EngineAnswer bent(EngineAnswer answer) {
            InferenceResult result = ((EngineAnswer.Done) answer).result();
            return new EngineAnswer.Done(new InferenceResult(
                    Math.nextUp(result.yhat()),
                    result.sigma(),
                    result.nu(),
                    result.latentRms(),
                    result.probabilities(),
                    result.models(),
                    result.engine(),
                    result.fallback(),
                    result.recurrent()));
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
