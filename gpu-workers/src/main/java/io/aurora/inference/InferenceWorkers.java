package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Routers;
import io.aurora.config.InferenceSettings;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts inference workers, and the router by which symbols reach those of all nodes. */
public final class InferenceWorkers {
    private static final Duration MIN_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    private static final double JITTER = 0.2;
    /** Far longer than a request may be under way, so that none meets models that are gone. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    private InferenceWorkers() {}

    /**
     * The behaviour of a worker for one device; one that breaks is restarted and opens the device again, one
     * whose device cannot be opened because it is gone stops.
     *
     * @param source opens the device; called in the worker's start and after each restart
     * @param folders models to begin with, asked for then as well
     * @param reference opens the device by which answers are checked; absent: they are not
     * @param lost told each time the device turns out to be gone, with the worker
     */
    public static Behavior<InferenceProtocol.Command> worker(
            Supplier<EngineSource> source,
            Supplier<ModelFolders> folders,
            Optional<Supplier<EngineSource>> reference,
            InferenceSettings settings,
            InferenceMetrics metrics,
            Consumer<ActorRef<InferenceProtocol.Command>> lost) {
        WorkerParts parts =
                new WorkerParts(source, folders, reference, settings, metrics, NanoClock.SYSTEM, LINGER, lost);
        // one whose device is gone has been reported, and others do its work: it must not come back unheard
        Behavior<InferenceProtocol.Command> present = Behaviors.supervise(InferenceWorker.create(parts))
                .onFailure(EngineLostException.class, SupervisorStrategy.stop());
        return Behaviors.supervise(present)
                .onFailure(SupervisorStrategy.restartWithBackoff(MIN_BACKOFF, MAX_BACKOFF, JITTER));
    }

    /** The behaviour of a router over the workers of all nodes, this node's first. */
    public static Behavior<InferenceProtocol.Command> router() {
        return Routers.group(InferenceProtocol.KEY).withRoundRobinRouting(true);
    }
}
