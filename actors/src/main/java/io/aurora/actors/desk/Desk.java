package io.aurora.actors.desk;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.DeskProtocol.Changed;
import io.aurora.actors.protocol.DeskProtocol.Command;
import io.aurora.actors.protocol.DeskProtocol.Hold;
import io.aurora.actors.protocol.DeskProtocol.Read;
import io.aurora.actors.protocol.DeskProtocol.Release;
import io.aurora.actors.protocol.DeskProtocol.Reply;
import io.aurora.config.ActorSettings;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.PersistenceIds;
import java.time.InstantSource;
import org.slf4j.event.Level;

/** The desk: one for the cluster. Its hold blocks every served decision; the symbols go on deciding. */
public final class Desk extends EventSourcedBehaviorWithEnforcedReplies<Command, RecordedDeskEvent, Desk.State> {
    /** Name of the singleton. */
    public static final String NAME = "desk";

    private static final double JITTER = 0.2;

    private final InstantSource clock;
    private final ActorRef<Topic.Command<Changed>> topic;

    /** The fold of the desk's events, the hash of the last one and its number. */
    record State(DeskState desk, byte[] hash, long sequenceNr) {
        private State after(RecordedDeskEvent recorded) {
            return new State(desk.after(recorded.event()), recorded.hash(), sequenceNr + 1);
        }

        private RecordedDeskEvent record(DeskEvent event) {
            return RecordedDeskEvent.chained(hash, PersistenceIds.DESK, sequenceNr + 1, event);
        }
    }

    /**
     * The desk's behaviour; every change is told to {@code topic}. It starts again after whatever failed: nobody else starts a
     * singleton that ended.
     */
    public static Behavior<Command> create(
            ActorSettings settings, InstantSource clock, ActorRef<Topic.Command<Changed>> topic) {
        Behavior<Command> desk = Behaviors.setup(context -> new Desk(settings, clock, topic));
        return Behaviors.supervise(desk)
                .onFailure(
                        RuntimeException.class,
                        SupervisorStrategy.restartWithBackoff(settings.minBackoff(), settings.maxBackoff(), JITTER));
    }

    private Desk(ActorSettings settings, InstantSource clock, ActorRef<Topic.Command<Changed>> topic) {
        super(
                PersistenceId.ofUniqueId(PersistenceIds.DESK),
                SupervisorStrategy.restartWithBackoff(settings.minBackoff(), settings.maxBackoff(), JITTER)
                        .withLogLevel(Level.DEBUG));
        this.clock = clock;
        this.topic = topic;
    }

    @Override
    public State emptyState() {
        return new State(DeskState.FREE, HashChain.genesis(), 0);
    }

    @Override
    public CommandHandlerWithReply<Command, RecordedDeskEvent, State> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Hold.class, this::hold)
                .onCommand(Release.class, this::release)
                .onCommand(Read.class, (state, command) -> show(state, command.replyTo()))
                .build();
    }

    private ReplyEffect<RecordedDeskEvent, State> hold(State state, Hold command) {
        boolean same = state.desk()
                .hold()
                .filter(held -> command.automatic() || held.reason().equals(command.reason()))
                .isPresent();
        return same
                ? show(state, command.replyTo())
                : change(
                        state,
                        new DeskEvent.DeskHeld(clock.millis(), command.by(), command.reason(), command.automatic()),
                        command.replyTo());
    }

    private ReplyEffect<RecordedDeskEvent, State> release(State state, Release command) {
        return state.desk().held()
                ? change(
                        state,
                        new DeskEvent.DeskReleased(clock.millis(), command.by(), command.reason()),
                        command.replyTo())
                : show(state, command.replyTo());
    }

    private ReplyEffect<RecordedDeskEvent, State> change(State state, DeskEvent event, ActorRef<Reply> replyTo) {
        return Effect()
                .persist(state.record(event))
                .thenRun(after -> topic.tell(Topic.publish(new Changed())))
                .thenReply(replyTo, after -> new Reply(after.desk()));
    }

    private ReplyEffect<RecordedDeskEvent, State> show(State state, ActorRef<Reply> replyTo) {
        return Effect().reply(replyTo, new Reply(state.desk()));
    }

    @Override
    public EventHandler<State, RecordedDeskEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(State::after);
    }
}
