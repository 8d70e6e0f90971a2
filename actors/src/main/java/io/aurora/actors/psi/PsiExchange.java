package io.aurora.actors.psi;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.typed.Cluster;
import io.aurora.actors.protocol.ClusterMessage;
import io.aurora.domain.learning.PsiSums;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells the other nodes this one's sums every second, and adds up theirs; a node that says nothing for ten seconds counts no more. */
public final class PsiExchange {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final String self;
    private final Supplier<PsiSums> own;
    private final PsiBoard board;
    private final LongSupplier nanos;
    private final ActorRef<Topic.Command<Part>> topic;
    private final Map<String, Heard> others = new TreeMap<>();

    /** To the exchange. */
    public sealed interface Command permits Part, Tick {}

    /** One node's sums; told by topic. */
    public record Part(String node, PsiSums sums) implements Command, ClusterMessage {}

    private record Tick() implements Command {}

    private record Heard(PsiSums sums, long atNanos) {}

    /**
     * Starts this node's exchange.
     *
     * @param own this node's sums now
     * @return what it keeps up to date
     */
    public static PsiBoard start(ActorSystem<?> system, Supplier<PsiSums> own, LongSupplier nanos) {
        PsiBoard board = new PsiBoard();
        ActorRef<Topic.Command<Part>> topic =
                system.systemActorOf(Topic.create(Part.class, "psi"), "psi-topic", Props.empty());
        String self = Cluster.get(system).selfMember().uniqueAddress().toString();
        system.systemActorOf(
                Behaviors.supervise(create(self, own, board, nanos, topic)).onFailure(SupervisorStrategy.restart()),
                "psi-exchange",
                Props.empty());
        return board;
    }

    static Behavior<Command> create(
            String self,
            Supplier<PsiSums> own,
            PsiBoard board,
            LongSupplier nanos,
            ActorRef<Topic.Command<Part>> topic) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, PERIOD);
            return new PsiExchange(self, own, board, nanos, topic).started(context);
        }));
    }

    private PsiExchange(
            String self,
            Supplier<PsiSums> own,
            PsiBoard board,
            LongSupplier nanos,
            ActorRef<Topic.Command<Part>> topic) {
        this.self = self;
        this.own = own;
        this.board = board;
        this.nanos = nanos;
        this.topic = topic;
    }

    private Behavior<Command> started(ActorContext<Command> context) {
        topic.tell(Topic.subscribe(context.getSelf().narrow()));
        return Behaviors.receive(Command.class)
                .onMessage(Part.class, this::heard)
                .onMessage(Tick.class, tick -> merge())
                .build();
    }

    private Behavior<Command> heard(Part part) {
        if (!part.node().equals(self)) {
            others.put(part.node(), new Heard(part.sums(), nanos.getAsLong()));
        }
        return Behaviors.same();
    }

    private Behavior<Command> merge() {
        PsiSums mine = own.get();
        topic.tell(Topic.publish(new Part(self, mine)));
        long now = nanos.getAsLong();
        others.values().removeIf(heard -> now - heard.atNanos() > REMEMBERED.toNanos());
        board.show(others.values().stream().map(Heard::sums).reduce(mine, PsiSums::plus));
        return Behaviors.same();
    }
}
