package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Routers;
import io.aurora.config.InferenceSettings;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.function.Supplier;

/** Starts inference workers, and the router by which symbols reach those of all nodes. */
public final class InferenceWorkers {
    private static final Duration MIN_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    private static final double JITTER = 0.2;

    private InferenceWorkers() {}

    /**
     * A worker for one engine as a child of {@code context}; a worker that breaks is restarted with a new engine.
     *
     * @param engine opens the engine; called in the worker's start and after each restart
     */
    public static ActorRef<InferenceProtocol.Command> spawn(
            ActorContext<?> context,
            Supplier<InferenceEngine> engine,
            InferenceSettings settings,
            InferenceMetrics metrics) {
        return context.spawnAnonymous(worker(engine, settings, metrics));
    }

    /** The behaviour of such a worker. */
    public static Behavior<InferenceProtocol.Command> worker(
            Supplier<InferenceEngine> engine, InferenceSettings settings, InferenceMetrics metrics) {
        InferenceWorker.Parts parts = new InferenceWorker.Parts(engine, settings, metrics, NanoClock.SYSTEM);
        return Behaviors.supervise(InferenceWorker.create(parts))
                .onFailure(SupervisorStrategy.restartWithBackoff(MIN_BACKOFF, MAX_BACKOFF, JITTER));
    }

    /** A router over the workers of all nodes, this node's first; a child of {@code context}. */
    public static ActorRef<InferenceProtocol.Command> router(ActorContext<?> context) {
        return context.spawnAnonymous(router());
    }

    /** The behaviour of that router. */
    public static Behavior<InferenceProtocol.Command> router() {
        return Routers.group(InferenceProtocol.KEY).withRoundRobinRouting(true);
    }
}
