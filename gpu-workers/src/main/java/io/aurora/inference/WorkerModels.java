package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.LoadModels;
import io.aurora.inference.protocol.InferenceProtocol.ModelsLoaded;
import io.aurora.inference.protocol.InferenceProtocol.ModelsRejected;
import io.aurora.inference.protocol.InferenceProtocol.ServeModels;
import java.util.Optional;

/**
 * Which models a worker has open. New ones are opened and warmed up beside those that serve; the others are given up a while after the
 * cluster has changed over, when no symbol can ask for them any more. Owned by the worker.
 */
final class WorkerModels {
    /** An engine is open and warm, or was refused. */
    record Opened(Optional<LoadModels> asked, InferenceEngine engine, Throwable failure)
            implements InferenceProtocol.Command {}

    /** Nobody asks for other models any more. */
    record Retire(ModelIds kept) implements InferenceProtocol.Command {}

    private final ActorContext<InferenceProtocol.Command> context;
    private final TimerScheduler<InferenceProtocol.Command> timers;
    private final DeviceThreads threads;
    private final ServedEngines engines = new ServedEngines();
    private final Optional<ParityCheck> parity;
    private final WorkerParts parts;
    private Optional<ModelIds> inForce = Optional.empty();

    WorkerModels(
            ActorContext<InferenceProtocol.Command> context,
            TimerScheduler<InferenceProtocol.Command> timers,
            DeviceThreads threads,
            Optional<ParityCheck> parity,
            WorkerParts parts) {
        this.context = context;
        this.timers = timers;
        this.threads = threads;
        this.parity = parity;
        this.parts = parts;
    }

    /** Opens the worker's device; one that is gone is reported. */
    static EngineSource opened(ActorRef<InferenceProtocol.Command> worker, WorkerParts parts) {
        try {
            return parts.source().get();
        } catch (EngineLostException e) {
            parts.lost().accept(worker);
            throw e;
        }
    }

    /** Opens the models to begin with. */
    void openFirst(ModelFolders folders) {
        open(folders, Optional.empty(), Optional.empty());
    }

    /** Opens models beside those that serve, unless they are open already. */
    void load(LoadModels ask) {
        if (engines.has(ask.expected())) {
            ask.replyTo().tell(new ModelsLoaded(ask.expected()));
        } else {
            open(ask.folders(), Optional.of(ask.expected()), Optional.of(ask));
        }
    }

    private void open(ModelFolders folders, Optional<ModelIds> expected, Optional<LoadModels> asked) {
        parity.ifPresent(check -> check.load(folders));
        context.pipeToSelf(
                threads.load(folders, expected, parts.settings().maxBatch()),
                (engine, failure) -> new Opened(asked, engine, failure == null ? null : DeviceThreads.cause(failure)));
    }

    /** An engine is there, or the models to begin with cannot be opened, which ends the worker's start. */
    void opened(Opened message) {
        if (message.failure() == null) {
            add(message.engine());
            message.asked()
                    .ifPresent(ask ->
                            ask.replyTo().tell(new ModelsLoaded(message.engine().models())));
        } else if (message.asked().isPresent()) {
            String reason = String.valueOf(message.failure().getMessage());
            context.getLog().warn("{} refuses models: {}", threads.description(), reason);
            message.asked().get().replyTo().tell(new ModelsRejected(reason));
        } else {
            if (message.failure() instanceof EngineLostException lost) {
                parts.lost().accept(context.getSelf());
                throw lost;
            }
            throw new IllegalStateException("models cannot be opened: " + threads.description(), message.failure());
        }
    }

    /** Asked for twice while the first opening was under way, models are open twice: one of them is enough. */
    private void add(InferenceEngine engine) {
        if (engines.has(engine.models())) {
            threads.giveUp(engine);
        } else {
            engines.add(engine);
            context.getLog().info("{} serves {}", threads.description(), engine.models());
        }
    }

    /** The cluster runs on these models now. */
    void serve(ServeModels message) {
        inForce = Optional.of(message.inForce());
        timers.startSingleTimer(Retire.class, new Retire(message.inForce()), parts.linger());
    }

    /** Gives up all engines but that of the models in force; where there is none, the worker is of no use to anybody. */
    void retire(Retire message) {
        if (engines.has(message.kept())) {
            engines.retireAllBut(message.kept()).forEach(threads::giveUp);
            parity.ifPresent(check -> check.keep(message.kept()));
        }
    }

    /** Whether the worker can answer for the models in force; before it was told which those are, for the ones it began with. */
    boolean servesInForce() {
        return inForce.map(ids -> engines.serving(ids).isPresent()).orElseGet(this::any);
    }

    Optional<ServedEngines.Served> serving(ModelIds asked) {
        return engines.serving(asked);
    }

    void started(ServedEngines.Served served) {
        engines.started(served);
    }

    /** How many of the batches under way that was: none where the worker has been restarted since the batch began. */
    int finished(ServedEngines.Served served) {
        if (!engines.has(served)) {
            return 0;
        }
        engines.finished(served).ifPresent(threads::giveUp);
        return 1;
    }

    /** Whether anything is open to answer with. */
    boolean any() {
        return !engines.models().isEmpty();
    }

    /** For people. */
    String shown() {
        return engines.models().toString();
    }
}
