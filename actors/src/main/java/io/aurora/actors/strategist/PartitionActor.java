package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Request;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.actors.strategist.PartitionMessages.Batch;
import io.aurora.actors.strategist.PartitionMessages.BatchDone;
import io.aurora.actors.strategist.PartitionMessages.Failed;
import io.aurora.actors.strategist.PartitionMessages.NeedMax;
import io.aurora.actors.strategist.PartitionMessages.NeedScore;
import io.aurora.actors.strategist.PartitionMessages.NeedSymbol;
import io.aurora.actors.strategist.PartitionMessages.Resolved;
import io.aurora.actors.strategist.PartitionMessages.Routed;
import io.aurora.actors.strategist.PartitionMessages.Stop;
import io.aurora.actors.strategist.PartitionMessages.Sweep;
import io.aurora.domain.learning.Gate;
import io.aurora.persistence.PersistenceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One partition of a policy. Requests that come while the journal stores are gathered and given to it together: the busier a partition,
 * the more decisions share a write. What the journal cannot know, a router's score, a symbol's state, another partition's values, is
 * asked for here, and nobody waits behind it.
 */
public final class PartitionActor {
    /** Type of the sharded entity; also the first part of its persistence id. */
    public static final EntityTypeKey<Command> KEY =
            EntityTypeKey.create(Command.class, PersistenceIds.STRATEGIST_TYPE);

    /** Beyond this many waiting requests more are turned away. */
    static final int MOST_WAITING = 10_000;

    private static final String UNKNOWN_SYMBOL = "UNKNOWN";
    private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);

    private final ActorContext<Command> context;
    private final PartitionName name;
    private final StrategistNode node;
    private final Partitions partitions;
    private final ActorRef<Batch> journal;
    private List<Command> waiting = new ArrayList<>();
    private boolean busy;
    private boolean stopping;

    static Behavior<Command> create(String entityId, StrategistNode node, Partitions partitions) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Sweep(), SWEEP_PERIOD);
            return new PartitionActor(context, PartitionName.parse(entityId), node, partitions).behavior();
        }));
    }

    /** What sharding tells an entity that has to go. */
    static Command stop() {
        return new Stop();
    }

    private PartitionActor(
            ActorContext<Command> context, PartitionName name, StrategistNode node, Partitions partitions) {
        this.context = context;
        this.name = name;
        this.node = node;
        this.partitions = partitions;
        this.journal = context.spawn(PartitionJournal.create(name, node, context.getSelf()), "journal");
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Request.class, this::gather)
                .onMessage(Routed.class, this::gather)
                .onMessage(Resolved.class, this::gather)
                .onMessage(Sweep.class, this::gather)
                .onMessage(BatchDone.class, done -> next())
                .onMessage(NeedScore.class, this::score)
                .onMessage(NeedSymbol.class, this::symbol)
                .onMessage(NeedMax.class, this::max)
                .onMessage(Failed.class, this::failed)
                .onMessage(Stop.class, stop -> stopWhenIdle())
                .onSignal(PostStop.class, signal -> stopped())
                .build();
    }

    private Behavior<Command> gather(Command command) {
        if (stopping || waiting.size() >= MOST_WAITING) {
            refuse(command, stopping ? "moving" : "busy");
            return Behaviors.same();
        }
        waiting.add(command);
        return busy ? Behaviors.same() : next();
    }

    /** Hands over what has gathered; an idle journal waits for the next request. */
    private Behavior<Command> next() {
        busy = !waiting.isEmpty();
        if (busy) {
            journal.tell(new Batch(waiting, context.getSelf().narrow()));
            waiting = new ArrayList<>();
        }
        return stopping && !busy ? Behaviors.stopped() : Behaviors.same();
    }

    private Behavior<Command> score(NeedScore need) {
        long started = node.nanos().getAsLong();
        var route = need.decide().task().route().orElseThrow();
        context.pipeToSelf(node.scoring().score(route, need.selection().index()), (score, failure) -> {
            node.metrics().phase(StrategistMetrics.Phase.ROUTE, node.nanos().getAsLong() - started);
            return failure == null
                    ? new Routed(need.decide(), need.selection(), score.score(), score.reason())
                    : new Routed(need.decide(), need.selection(), OptionalDouble.empty(), "router_failed");
        });
        return Behaviors.same();
    }

    /** A symbol that does not answer now cannot say what state the task would be in; one that is gone is a state of its own. */
    private Behavior<Command> symbol(NeedSymbol need) {
        context.pipeToSelf(
                node.gates().apply(need.symbol()),
                (gate, failure) -> failure == null
                        ? new Resolved(
                                need.learn(),
                                Optional.of(gate.map(Gate::state).orElse(UNKNOWN_SYMBOL)),
                                Optional.empty(),
                                OptionalDouble.empty())
                        : new Failed(need.learn().replyTo(), "symbol"));
        return Behaviors.same();
    }

    private Behavior<Command> max(NeedMax need) {
        PartitionName owner = new PartitionName(name.policy(), need.owner());
        context.pipeToSelf(
                partitions.values(owner, need.nextState(), need.candidates()),
                (reply, failure) -> failure == null && reply instanceof Values values
                        ? new Resolved(
                                need.learn(),
                                need.symbolState(),
                                Optional.of(need.nextState()),
                                OptionalDouble.of(values.max()))
                        : new Failed(need.learn().replyTo(), "next_state"));
        return Behaviors.same();
    }

    private Behavior<Command> failed(Failed failed) {
        failed.replyTo().tell(new Unavailable(failed.reason()));
        return Behaviors.same();
    }

    /** What has gathered is still stored and answered; nothing new is taken. */
    private Behavior<Command> stopWhenIdle() {
        stopping = true;
        return busy ? Behaviors.same() : Behaviors.stopped();
    }

    private Behavior<Command> stopped() {
        waiting.forEach(command -> refuse(command, "stopped"));
        node.metrics().left(name.policy(), name.number());
        return Behaviors.same();
    }

    private static void refuse(Command command, String reason) {
        PartitionMessages.waiter(command).ifPresent(waiter -> waiter.tell(new Unavailable(reason)));
    }
}
