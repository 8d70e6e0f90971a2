package io.aurora.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.LoadModels;
import io.aurora.inference.protocol.InferenceProtocol.ModelsLoaded;
import io.aurora.inference.protocol.InferenceProtocol.ServeModels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches a worker while it opens models. */
class WorkerOpeningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ModelIds OTHER = new ModelIds("a".repeat(64), ModelIds.BIC);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<InferenceProtocol.LoadReply> loading = kit.createTestProbe();
    private final AtomicInteger devices = new AtomicInteger();
    private final SlowToOpen source = new SlowToOpen();

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    /** Opens an engine each time the test lets it; the folders' name is the model's. */
    private static final class SlowToOpen implements EngineSource {
        final Semaphore gate = new Semaphore(0);
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger opened = new AtomicInteger();

        @Override
        public String description() {
            return "slow to open";
        }

        @Override
        public int parallelBatches() {
            return 1;
        }

        @Override
        public InferenceEngine open(ModelFolders folders) {
            try {
                if (!gate.tryAcquire(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the test let nothing be opened");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            opened.incrementAndGet();
            open.incrementAndGet();
            return engine(folders.student().isPresent() ? OTHER : ModelIds.BUILT_IN);
        }

        private InferenceEngine engine(ModelIds models) {
            return new InferenceEngine() {
                @Override
                public String name() {
                    return "slow";
                }

                @Override
                public ModelIds models() {
                    return models;
                }

                @Override
                public List<EngineAnswer> infer(List<InferenceRequest> batch) {
                    return new BuiltInEngine().infer(batch);
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private ActorRef<InferenceProtocol.Command> worker() {
        InferenceMetrics metrics = new InferenceMetrics() {
            @Override
            public void device(boolean answers) {
                devices.addAndGet(answers ? 1 : -1);
            }
        };
        return kit.spawn(InferenceWorker.create(new WorkerParts(
                () -> source,
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                Requests.settings(16, 64),
                metrics,
                NanoClock.SYSTEM,
                Duration.ofMinutes(1),
                lost -> {})));
    }

    private void await(AtomicInteger figure, int value) {
        loading.awaitAssert(PATIENCE, () -> {
            assertThat(figure).hasValue(value);
            return null;
        });
    }

    @Test
    void shouldKeepOneEngineWhenTheSameModelsAreAskedForWhileTheyAreOpened() {
        ActorRef<InferenceProtocol.Command> worker = worker();
        worker.tell(new LoadModels(ModelFolders.BUILT_IN, ModelIds.BUILT_IN, loading.getRef()));

        source.gate.release(2);

        assertThat(loading.receiveMessage(PATIENCE)).isEqualTo(new ModelsLoaded(ModelIds.BUILT_IN));
        assertThat(source.opened).hasValue(2);
        await(source.open, 1);
        await(devices, 1);
    }

    @Test
    void shouldBeListedOnceTheModelsInForceAreOpenWhenItHeardOfThemBefore() {
        ActorRef<InferenceProtocol.Command> worker = worker();
        source.gate.release(1);
        await(devices, 1);

        worker.tell(new LoadModels(new ModelFolders(Optional.of("other"), Optional.empty()), OTHER, loading.getRef()));
        worker.tell(new ServeModels(OTHER));
        await(devices, 0);
        source.gate.release(1);

        assertThat(loading.receiveMessage(PATIENCE)).isEqualTo(new ModelsLoaded(OTHER));
        await(devices, 1);
    }
}
