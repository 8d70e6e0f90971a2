package io.aurora.actors.basket;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import io.aurora.actors.basket.BasketKeeper.Told;
import io.aurora.config.BasketSettings;
import io.aurora.config.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A node's copy of what the keeper tells. A keeper that has said nothing for ten seconds is not believed any more: the baskets then
 * stand without weights, in trouble {@code not_heard}. Written by one listener, read by any thread.
 */
public final class BasketBoard implements Baskets {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final List<BasketView> unheard;
    private final LongSupplier nanos;
    private volatile Heard heard;

    private record Heard(List<BasketView> baskets, long atNanos) {}

    BasketBoard(List<BasketSettings> baskets, LongSupplier nanos) {
        this.unheard = baskets.stream()
                .map(one -> new BasketView(
                        one.name(), one.symbols(), one.rule(), Optional.empty(), Optional.of("not_heard")))
                .toList();
        this.nanos = nanos;
    }

    /** Starts this node's part: its copy, and the keeper where it is this node's turn. Without baskets nothing runs. */
    public static Baskets start(ActorSystem<?> system, BasketNode node) {
        BasketBoard board = new BasketBoard(node.baskets(), node.nanos());
        if (node.baskets().isEmpty()) {
            return board;
        }
        ActorRef<Topic.Command<Told>> topic =
                system.systemActorOf(Topic.create(Told.class, "baskets"), "baskets-topic", Props.empty());
        String role = NodeSettings.Role.SYMBOLS.name().toLowerCase(Locale.ROOT);
        ClusterSingleton.get(system)
                .init(SingletonActor.of(BasketKeeper.create(node, topic), BasketKeeper.NAME)
                        .withSettings(ClusterSingletonSettings.create(system).withRole(role)));
        system.systemActorOf(
                Behaviors.supervise(board.listener(topic)).onFailure(SupervisorStrategy.restart()),
                "baskets-copy",
                Props.empty());
        return board;
    }

    Behavior<Told> listener(ActorRef<Topic.Command<Told>> topic) {
        return Behaviors.setup(context -> {
            topic.tell(Topic.subscribe(context.getSelf()));
            return Behaviors.receive(Told.class)
                    .onAnyMessage(told -> {
                        heard = new Heard(told.baskets(), nanos.getAsLong());
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    @Override
    public List<BasketView> all() {
        Heard last = heard;
        boolean good = last != null && nanos.getAsLong() - last.atNanos() <= REMEMBERED.toNanos();
        return good ? last.baskets() : unheard;
    }
}
