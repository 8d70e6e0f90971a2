package io.aurora.actors.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.actors.protocol.ClusterMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Asks every node for word several times within the timeout. Reachability events of the cluster come only after the failure detector's
 * own pause and not at all to a node that was asleep; word of mouth within the timeout is what the promise is about.
 */
public final class MajorityWatch {
    private static final int ROUNDS = 6;

    private final ActorContext<Command> context;
    private final Cluster cluster;
    private final Heard<Address> heard;
    private final ActorRefResolver resolver;
    private final Map<Address, ActorRef<Command>> peers = new HashMap<>();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Ping.class, name = "ping"),
        @JsonSubTypes.Type(value = Pong.class, name = "pong"),
    })
    sealed interface Command extends ClusterMessage permits Ping, Pong, Round {}

    /** Are you there? */
    record Ping(ActorRef<Command> replyTo) implements Command {}

    /** Yes. */
    record Pong(ActorRef<Command> from) implements Command {}

    private record Round() implements Command {}

    /** Starts the watch of this node, which has to be in a cluster. */
    public static Majority start(ActorSystem<?> system, Duration timeout, LongSupplier nanos) {
        Heard<Address> heard = new Heard<>(nanos, timeout);
        Behavior<Command> watch =
                Behaviors.supervise(create(heard, timeout.dividedBy(ROUNDS))).onFailure(SupervisorStrategy.restart());
        system.systemActorOf(watch, "majority", Props.empty());
        return heard;
    }

    static Behavior<Command> create(Heard<Address> heard, Duration period) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Round(), Duration.ZERO, period);
            return new MajorityWatch(context, heard).started();
        }));
    }

    private MajorityWatch(ActorContext<Command> context, Heard<Address> heard) {
        this.context = context;
        this.cluster = Cluster.get(context.getSystem());
        this.heard = heard;
        this.resolver = ActorRefResolver.get(context.getSystem());
    }

    private Behavior<Command> started() {
        return Behaviors.receive(Command.class)
                .onMessage(Round.class, message -> round())
                .onMessage(Ping.class, this::ping)
                .onMessage(Pong.class, this::pong)
                .build();
    }

    private Behavior<Command> round() {
        Set<Address> members = members();
        peers.keySet().retainAll(members);
        heard.from(self());
        heard.members(members);
        members.forEach(member -> peers.computeIfAbsent(member, this::watchAt).tell(new Ping(context.getSelf())));
        return Behaviors.same();
    }

    /** The watch of another node: the actor of this one's path there. */
    private ActorRef<Command> watchAt(Address node) {
        return resolver.resolveActorRef(node + context.getSelf().path().toStringWithoutAddress());
    }

    private Behavior<Command> ping(Ping message) {
        message.replyTo().tell(new Pong(context.getSelf()));
        return Behaviors.same();
    }

    private Behavior<Command> pong(Pong message) {
        Address address = message.from().path().address();
        heard.from(address.hasLocalScope() ? self() : address);
        heard.members(members());
        return Behaviors.same();
    }

    private Address self() {
        return cluster.selfMember().address();
    }

    private Set<Address> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(MajorityWatch::counts)
                .map(Member::address)
                .collect(Collectors.toSet());
    }

    /** The members whose word the split brain resolver counts too. */
    private static boolean counts(Member member) {
        return member.status().equals(MemberStatus.up()) || member.status().equals(MemberStatus.leaving());
    }
}
