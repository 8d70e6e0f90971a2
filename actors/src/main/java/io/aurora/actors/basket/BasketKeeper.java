package io.aurora.actors.basket;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.aurora.actors.protocol.ClusterMessage;
import io.aurora.config.BasketSettings;
import io.aurora.domain.portfolio.BasketOutcome;
import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.MemberState;
import io.aurora.domain.portfolio.RebalanceRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * Keeps the cluster's baskets: looks at the members every two seconds, optimises what is due, and tells all baskets to the topic at each look. One for the
 * cluster. Weights live in its memory: a keeper that has just started, on this node or another, optimises every basket anew from
 * the recorded history, without regard to the turnover.
 */
public final class BasketKeeper {
    /** Name of the singleton. */
    public static final String NAME = "baskets";

    static final Duration PERIOD = Duration.ofSeconds(2);

    private final ActorContext<Command> context;
    private final BasketNode node;
    private final BasketWork work;
    private final ActorRef<Topic.Command<Told>> topic;
    private final Map<String, Kept> baskets = new TreeMap<>();

    /** To the keeper. */
    public sealed interface Command permits Look, Seen, Optimised, Failed {}

    /** What the keeper tells by topic: every basket. */
    public record Told(List<BasketView> baskets) implements ClusterMessage {
        public Told {
            baskets = List.copyOf(baskets);
        }
    }

    private record Look() implements Command {}

    private record Seen(String basket, BasketWork.Members members) implements Command {}

    private record Optimised(String basket, List<MemberState> members, RebalanceRule.Due due, BasketOutcome outcome)
            implements Command {}

    private record Failed(String basket, Optional<RebalanceRule.Due> due, String why) implements Command {}

    /** A basket, how its members were when it was last optimised, and whether an answer is awaited. */
    private static final class Kept {
        private final BasketSettings settings;
        private List<MemberState> then = List.of();
        private Optional<BasketView.Standing> standing = Optional.empty();
        private Optional<String> trouble = Optional.empty();
        private boolean busy;

        private Kept(BasketSettings settings) {
            this.settings = settings;
        }

        private BasketView view() {
            return new BasketView(settings.name(), settings.symbols(), settings.rule(), standing, trouble);
        }

        private List<Double> held() {
            return standing.map(one -> one.weights().weights()).orElse(List.of());
        }
    }

    /** @param topic where the baskets are told */
    public static Behavior<Command> create(BasketNode node, ActorRef<Topic.Command<Told>> topic) {
        Behavior<Command> keeper = Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, PERIOD);
            return new BasketKeeper(context, node, topic).behavior();
        }));
        return Behaviors.supervise(keeper).onFailure(SupervisorStrategy.restart());
    }

    private BasketKeeper(ActorContext<Command> context, BasketNode node, ActorRef<Topic.Command<Told>> topic) {
        this.context = context;
        this.node = node;
        this.work = new BasketWork(node);
        this.topic = topic;
        node.baskets().forEach(settings -> baskets.put(settings.name(), new Kept(settings)));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Look.class, look -> look())
                .onMessage(Seen.class, this::seen)
                .onMessage(Optimised.class, this::optimised)
                .onMessage(Failed.class, this::failed)
                .onSignal(PostStop.class, stopped -> {
                    baskets.keySet().forEach(node.metrics()::left);
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Command> look() {
        tell();
        for (Kept basket : baskets.values()) {
            if (!basket.busy) {
                basket.busy = true;
                String name = basket.settings.name();
                context.pipeToSelf(
                        work.read(basket.settings),
                        (members, failure) -> failure == null
                                ? new Seen(name, members)
                                : new Failed(name, Optional.empty(), text(failure)));
            }
        }
        return Behaviors.same();
    }

    private Behavior<Command> seen(Seen message) {
        Kept basket = baskets.get(message.basket());
        List<MemberState> now = message.members().states();
        Optional<RebalanceRule.Due> due = basket.settings.rule().due(basket.then, now);
        if (due.isEmpty()) {
            basket.busy = false;
            return Behaviors.same();
        }
        context.pipeToSelf(
                work.optimise(basket.settings, message.members().mood(), basket.held()),
                (outcome, failure) -> failure == null
                        ? new Optimised(message.basket(), now, due.get(), outcome)
                        : new Failed(message.basket(), due, text(failure)));
        return Behaviors.same();
    }

    private Behavior<Command> optimised(Optimised message) {
        Kept basket = baskets.get(message.basket());
        if (message.outcome() instanceof BasketOutcome.Refused refused) {
            return failed(new Failed(
                    message.basket(), Optional.of(message.due()), refused.code() + ": " + refused.message()));
        }
        BasketWeights weights = (BasketWeights) message.outcome();
        BasketView.Occasion now = new BasketView.Occasion(node.clock().millis(), message.due());
        BasketView.Occasion moved = weights.kept()
                ? basket.standing.map(BasketView.Standing::rebalanced).orElse(now)
                : now;
        basket.standing = Optional.of(new BasketView.Standing(weights, now, moved));
        basket.then = message.members();
        basket.trouble = Optional.empty();
        basket.busy = false;
        node.metrics()
                .optimised(
                        message.due().cause(), weights.kept() ? BasketMetrics.Result.KEPT : BasketMetrics.Result.MOVED);
        node.metrics().shortfall(message.basket(), weights.risk().worstCaseShortfall());
        tell();
        return Behaviors.same();
    }

    /** What failed is tried again at the next look. */
    private Behavior<Command> failed(Failed message) {
        Kept basket = baskets.get(message.basket());
        Optional<String> why = Optional.of(message.why());
        if (!basket.trouble.equals(why)) {
            context.getLog().warn("basket {} stands as it is: {}", message.basket(), message.why());
        }
        basket.trouble = why;
        basket.busy = false;
        message.due().ifPresent(due -> node.metrics().optimised(due.cause(), BasketMetrics.Result.FAILED));
        return Behaviors.same();
    }

    private void tell() {
        List<BasketView> views = new ArrayList<>();
        baskets.values().forEach(basket -> views.add(basket.view()));
        topic.tell(Topic.publish(new Told(views)));
    }

    private static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
