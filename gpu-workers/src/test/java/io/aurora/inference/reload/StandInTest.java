package io.aurora.inference.reload;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.BuiltInEngine;
import io.aurora.inference.EngineAnswer;
import io.aurora.inference.EngineLostException;
import io.aurora.inference.EngineSource;
import io.aurora.inference.InferenceEngine;
import io.aurora.inference.InferenceMetrics;
import io.aurora.inference.InferenceWorkers;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.Requests;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers on devices that break, and the processor that takes their place where it may. */
class StandInTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONG_MS = 60_000L;

    private final ActorTestKit kit = ActorTestKit.create();
    private final ModelsInForce inForce =
            new ModelsInForce(new ModelsChosen(ModelFolders.BUILT_IN, ModelIds.BUILT_IN, 1L));
    private final TestProbe<ModelKeeper.Command> keeper = kit.createTestProbe();
    private final ActorRef<InferenceProtocol.Command> router = kit.spawn(InferenceWorkers.router());
    private final TestProbe<InferenceProtocol.Answer> answers = kit.createTestProbe();
    private ActorRef<StandIn.Lost> standIn;

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    /** A device that answers until it breaks, for good. */
    private static final class Device implements EngineSource, InferenceEngine {
        private final InferenceEngine engine = new BuiltInEngine();
        final AtomicBoolean broken = new AtomicBoolean();

        private void requireWhole() {
            if (broken.get()) {
                throw new EngineLostException("device answers 999", null);
            }
        }

        @Override
        public String description() {
            return "fake device";
        }

        @Override
        public int parallelBatches() {
            return 1;
        }

        @Override
        public InferenceEngine open(ModelFolders folders) {
            requireWhole();
            return this;
        }

        @Override
        public String name() {
            return "cuda";
        }

        @Override
        public ModelIds models() {
            return ModelIds.BUILT_IN;
        }

        @Override
        public List<EngineAnswer> infer(List<InferenceRequest> batch) {
            requireWhole();
            return engine.infer(batch);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private Behavior<InferenceProtocol.Command> worker(Supplier<EngineSource> source) {
        InferenceSettings settings = Requests.settings(256, 64);
        return InferenceWorkers.worker(
                source,
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                settings,
                InferenceMetrics.NONE,
                worker -> standIn.tell(new StandIn.Lost(worker)));
    }

    private void start(boolean mayStandIn, Device... devices) {
        Optional<Behavior<InferenceProtocol.Command>> processor =
                mayStandIn ? Optional.of(worker(Device::new)) : Optional.empty();
        standIn = kit.spawn(StandIn.create(devices.length, processor, inForce, keeper.getRef()));
        for (Device device : devices) {
            kit.spawn(worker(() -> device));
        }
    }

    private void awaitAnswer() {
        answers.awaitAssert(PATIENCE, () -> {
            router.tell(new InferenceProtocol.Infer(Requests.at(1L), LONG_MS, answers.getRef()));
            return answers.expectMessageClass(InferenceProtocol.Inferred.class, Duration.ofMillis(200));
        });
    }

    /** Asks until the worker on the device has met its end. */
    private void breakOne(Device device) {
        device.broken.set(true);
        keeper.awaitAssert(PATIENCE, () -> {
            router.tell(new InferenceProtocol.Infer(
                    Requests.at(2L),
                    LONG_MS,
                    kit.<InferenceProtocol.Answer>createTestProbe().getRef()));
            return keeper.expectMessageClass(ModelKeeper.Left.class, Duration.ofMillis(200));
        });
    }

    @Test
    void shouldGoOnOnTheProcessorWhenTheLastDeviceIsLost() {
        Device first = new Device();
        Device second = new Device();
        start(true, first, second);
        awaitAnswer();

        breakOne(first);
        assertThat(inForce.isOnProcessor()).isFalse();
        keeper.expectNoMessage();
        breakOne(second);

        keeper.expectMessageClass(ModelKeeper.Joined.class);
        assertThat(inForce.isOnProcessor()).isTrue();
        awaitAnswer();
    }

    @Test
    void shouldStartNothingWhenTheNodeIsToComputeOnItsDevices() {
        Device only = new Device();
        start(false, only);
        awaitAnswer();

        breakOne(only);

        keeper.expectNoMessage();
        assertThat(inForce.isOnProcessor()).isFalse();
    }

    @Test
    void shouldGoOnOnTheProcessorWhenTheDeviceIsGoneBeforeItServes() {
        Device dead = new Device();
        dead.broken.set(true);

        start(true, dead);

        keeper.expectMessageClass(ModelKeeper.Left.class, PATIENCE);
        keeper.expectMessageClass(ModelKeeper.Joined.class, PATIENCE);
        awaitAnswer();
    }
}
