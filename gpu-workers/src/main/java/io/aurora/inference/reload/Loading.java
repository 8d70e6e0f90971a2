package io.aurora.inference.reload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.LoadModels;
import io.aurora.inference.protocol.InferenceProtocol.LoadReply;
import io.aurora.inference.protocol.InferenceProtocol.ModelsRejected;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks workers to open models beside those they serve, and ends with one word on all of them. */
final class Loading {
    /** Reading and warming the largest models takes seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<Outcome> ended;
    private int left;

    /** To itself. */
    private sealed interface Heard permits Replied, Late {}

    private record Replied(LoadReply reply) implements Heard {}

    private enum Late implements Heard {
        LATE
    }

    /**
     * What came of it.
     *
     * @param workers who was asked
     * @param refusal why not all of them have the models, absent where they have
     */
    record Outcome(ModelsChosen chosen, Set<ActorRef<InferenceProtocol.Command>> workers, Optional<String> refusal) {}

    private Loading(Consumer<Outcome> ended, int left) {
        this.ended = ended;
        this.left = left;
    }

    /** Starts it as a child of {@code parent}, which gets the outcome as a message of its own. */
    static <T> void start(
            ActorContext<T> parent,
            ModelsChosen chosen,
            Set<ActorRef<InferenceProtocol.Command>> workers,
            Function<Outcome, T> message) {
        ActorRef<T> self = parent.getSelf();
        parent.spawnAnonymous(create(chosen, Set.copyOf(workers), outcome -> self.tell(message.apply(outcome))));
    }

    private static Behavior<?> create(
            ModelsChosen chosen, Set<ActorRef<InferenceProtocol.Command>> workers, Consumer<Outcome> ended) {
        return Behaviors.<Heard>setup(context -> Behaviors.withTimers(timers -> {
            if (workers.isEmpty()) {
                ended.accept(new Outcome(chosen, workers, Optional.empty()));
                return Behaviors.stopped();
            }
            return new Loading(ended, workers.size()).asked(context, timers, chosen, workers);
        }));
    }

    private Behavior<Heard> asked(
            ActorContext<Heard> context,
            TimerScheduler<Heard> timers,
            ModelsChosen chosen,
            Set<ActorRef<InferenceProtocol.Command>> workers) {
        ActorRef<LoadReply> heard = context.messageAdapter(LoadReply.class, Replied::new);
        workers.forEach(worker -> worker.tell(new LoadModels(chosen.folders(), chosen.ids(), heard)));
        timers.startSingleTimer(Late.LATE, PATIENCE);
        return Behaviors.receive(Heard.class)
                .onMessage(Replied.class, message -> replied(message, chosen, workers))
                .onMessage(Late.class, late -> ended(chosen, workers, "a worker has not loaded them in " + PATIENCE))
                .build();
    }

    private Behavior<Heard> replied(
            Replied message, ModelsChosen chosen, Set<ActorRef<InferenceProtocol.Command>> workers) {
        if (message.reply() instanceof ModelsRejected rejected) {
            return ended(chosen, workers, rejected.reason());
        }
        left--;
        if (left > 0) {
            return Behaviors.same();
        }
        ended.accept(new Outcome(chosen, workers, Optional.empty()));
        return Behaviors.stopped();
    }

    private Behavior<Heard> ended(
            ModelsChosen chosen, Set<ActorRef<InferenceProtocol.Command>> workers, String refusal) {
        ended.accept(new Outcome(chosen, workers, Optional.of(refusal)));
        return Behaviors.stopped();
    }
}
