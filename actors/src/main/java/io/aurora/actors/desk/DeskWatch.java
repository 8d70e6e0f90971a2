package io.aurora.actors.desk;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.pubsub.Topic;
import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.domain.desk.DeskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps a node's copy of the desk: reads it every so often and as soon as it changes. Readings are asked one after another, so an older
 * one never replaces a newer. Holds the desk where the node's error rate is too high.
 */
public final class DeskWatch {
    private static final int READS_WHILE_GOOD = 4;

    private final ActorContext<Command> context;
    private final ActorRef<DeskProtocol.Command> desk;
    private final DeskCopy copy;
    private final ErrorRate errors;
    private final LongSupplier nanos;
    private final String self;
    private final Duration period;
    private final ActorRef<DeskProtocol.Reply> held;
    private final List<ActorRef<Done>> waiting = new ArrayList<>();
    private boolean reading;
    private boolean readAgain;

    /** To the watch. */
    public sealed interface Command permits Refresh, Look, Seen {}

    /** Answer once the copy is as new as this request, or reading failed. */
    public record Refresh(ActorRef<Done> replyTo) implements Command {}

    private record Look() implements Command {}

    private record Seen(long askedNanos, Optional<DeskState> state) implements Command {}

    /**
     * @param desk the desk, wherever it is
     * @param topic where its changes are told
     * @param copy what this watch keeps
     * @param errors of this node
     * @param nanos clock of the copy
     * @param self name of this node in an automatic hold
     * @param good how long a reading is good for
     */
    public static Behavior<Command> create(
            ActorRef<DeskProtocol.Command> desk,
            ActorRef<Topic.Command<DeskProtocol.Changed>> topic,
            DeskCopy copy,
            ErrorRate errors,
            LongSupplier nanos,
            String self,
            Duration good) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            DeskWatch watch = new DeskWatch(context, desk, copy, errors, nanos, self, good.dividedBy(READS_WHILE_GOOD));
            return watch.started(timers, topic);
        }));
    }

    private DeskWatch(
            ActorContext<Command> context,
            ActorRef<DeskProtocol.Command> desk,
            DeskCopy copy,
            ErrorRate errors,
            LongSupplier nanos,
            String self,
            Duration period) {
        this.context = context;
        this.desk = desk;
        this.copy = copy;
        this.errors = errors;
        this.nanos = nanos;
        this.self = self;
        this.period = period;
        this.held = context.messageAdapter(DeskProtocol.Reply.class, reply -> new Look());
    }

    private Behavior<Command> started(
            TimerScheduler<Command> timers, ActorRef<Topic.Command<DeskProtocol.Changed>> topic) {
        topic.tell(Topic.subscribe(context.messageAdapter(DeskProtocol.Changed.class, changed -> new Look())));
        timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, period);
        return Behaviors.receive(Command.class)
                .onMessage(Look.class, look -> look())
                .onMessage(Refresh.class, this::refresh)
                .onMessage(Seen.class, this::seen)
                .build();
    }

    private Behavior<Command> look() {
        holdOnErrors();
        if (reading) {
            readAgain = true;
        } else {
            read();
        }
        return Behaviors.same();
    }

    private Behavior<Command> refresh(Refresh command) {
        waiting.add(command.replyTo());
        return look();
    }

    private void read() {
        reading = true;
        long asked = nanos.getAsLong();
        context.ask(
                DeskProtocol.Reply.class,
                desk,
                period,
                DeskProtocol.Read::new,
                (reply, failure) -> new Seen(asked, Optional.ofNullable(reply).map(DeskProtocol.Reply::state)));
    }

    private Behavior<Command> seen(Seen message) {
        boolean wasHeld = copy.current().filter(DeskState::held).isPresent();
        message.state().ifPresent(state -> {
            copy.read(state, message.askedNanos());
            if (wasHeld && !state.held()) {
                errors.forget();
            }
        });
        reading = false;
        if (readAgain) {
            readAgain = false;
            read();
        } else {
            waiting.forEach(replyTo -> replyTo.tell(Done.getInstance()));
            waiting.clear();
        }
        return Behaviors.same();
    }

    private void holdOnErrors() {
        boolean free = copy.current().filter(state -> !state.held()).isPresent();
        if (free && errors.breached()) {
            desk.tell(new DeskProtocol.Hold(self, "error_rate", true, held));
        }
    }
}
