package io.aurora.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that breaks while its device works. */
class WorkerRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONG_MS = 60_000L;

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<InferenceProtocol.Answer> asker = kit.createTestProbe();
    private final AtomicBoolean breaks = new AtomicBoolean();
    private final AtomicInteger devices = new AtomicInteger();
    private final GatedEngine engine = new GatedEngine();

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private ActorRef<InferenceProtocol.Command> worker() {
        InferenceMetrics metrics = new InferenceMetrics() {
            @Override
            public void queueDepth(int requests) {
                if (breaks.getAndSet(false)) {
                    throw new IllegalStateException("the test breaks the worker");
                }
            }

            @Override
            public void device(boolean answers) {
                devices.addAndGet(answers ? 1 : -1);
            }
        };
        return kit.spawn(InferenceWorkers.worker(
                () -> engine,
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                Requests.settings(256, 16),
                metrics,
                lost -> {}));
    }

    private void await(Runnable assertion) {
        asker.awaitAssert(PATIENCE, () -> {
            assertion.run();
            return null;
        });
    }

    private void ask(ActorRef<InferenceProtocol.Command> worker, long time) {
        worker.tell(new InferenceProtocol.Infer(Requests.at(time), LONG_MS, asker.getRef()));
    }

    @Test
    void shouldSendWaitingRequestsBackAndStartEachBatchAtOnceAfterwardsWhenItBreaks() {
        ActorRef<InferenceProtocol.Command> worker = worker();
        await(() -> assertThat(devices).hasValue(1));
        ask(worker, 1L);
        await(() -> assertThat(engine.batches()).hasSize(1));

        breaks.set(true);
        ask(worker, 2L);
        assertThat(asker.receiveMessage(PATIENCE)).isEqualTo(new InferenceProtocol.Busy(2L));
        await(() -> assertThat(devices).hasValue(1));
        engine.letPass(1);
        assertThat(asker.receiveMessage(PATIENCE).barTsMs()).isEqualTo(1L);
        ask(worker, 3L);
        engine.letPass(1);

        assertThat(asker.receiveMessage(PATIENCE).barTsMs()).isEqualTo(3L);
    }
}
