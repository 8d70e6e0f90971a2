package io.aurora.actors.symbol;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.HashCodeMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import io.aurora.actors.cluster.Asks;
import io.aurora.actors.cluster.Majority;
import io.aurora.actors.cluster.MajorityWatch;
import io.aurora.actors.desk.Desk;
import io.aurora.actors.desk.DeskCopy;
import io.aurora.actors.desk.DeskWatch;
import io.aurora.actors.desk.ErrorRate;
import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.ChangeRiskMode;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.config.NodeSettings;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.HoldSettings;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The symbols of the cluster by Cluster Sharding, and its desk. No answer in time is {@code Unavailable}; so is everything certified on
 * a node that does not hear from a majority. Thread-safe.
 */
public final class ShardedSymbols implements Symbols {
    private static final String ROLE = NodeSettings.Role.SYMBOLS.name().toLowerCase(java.util.Locale.ROOT);
    private static final Unavailable TIMEOUT = new Unavailable("timeout");
    private static final Unavailable NO_MAJORITY = new Unavailable("no_majority");

    private final ActorSystem<?> system;
    private final ClusterSharding sharding;
    private final Duration timeout;
    private final Majority majority;
    private final ErrorRate errors;
    private final ActorRef<DeskProtocol.Command> desk;
    private final ActorRef<DeskWatch.Command> watch;
    private final DeskCopy copy;

    /**
     * Starts this node's part of the symbols and of the desk. Nodes with the role {@code symbols} carry them, others reach them.
     *
     * @param node what this node lends to its symbols
     * @param settings of the node
     * @param holds automatic holds of the profile in force
     */
    public static ShardedSymbols start(
            ActorSystem<?> system, SymbolNode node, NodeSettings settings, HoldSettings holds) {
        Majority majority = MajorityWatch.start(system, settings.majorityTimeout(), node.nanos());
        return new ShardedSymbols(system, node, settings, new ErrorRate(holds, node.nanos()), majority);
    }

    private ShardedSymbols(
            ActorSystem<?> system, SymbolNode node, NodeSettings settings, ErrorRate errors, Majority majority) {
        this.system = system;
        this.timeout = node.actor().askTimeout();
        this.errors = errors;
        this.majority = majority;
        this.sharding = ClusterSharding.get(system);
        sharding.init(entity(system, node, settings));
        ActorRef<Topic.Command<DeskProtocol.Changed>> topic =
                system.systemActorOf(Topic.create(DeskProtocol.Changed.class, "desk"), "desk-topic", Props.empty());
        this.desk = ClusterSingleton.get(system)
                .init(SingletonActor.of(Desk.create(node.actor(), node.clock(), topic), Desk.NAME)
                        .withSettings(ClusterSingletonSettings.create(system).withRole(ROLE)));
        this.copy = new DeskCopy(node.nanos(), settings.majorityTimeout());
        String self = "node:" + Cluster.get(system).selfMember().address();
        this.watch = system.systemActorOf(
                Behaviors.supervise(DeskWatch.create(
                                desk, topic, copy, errors, node.nanos(), self, settings.majorityTimeout()))
                        .onFailure(SupervisorStrategy.restart()),
                "desk-watch",
                Props.empty());
    }

    private static Entity<Command, akka.cluster.sharding.typed.ShardingEnvelope<Command>> entity(
            ActorSystem<?> system, SymbolNode node, NodeSettings settings) {
        var passivation = ClusterShardingSettings.PassivationStrategySettings$.MODULE$
                .defaults()
                .withActiveEntityLimit(node.actor().passivationLimit())
                .withLeastRecentlyUsedReplacement();
        return Entity.of(
                        SymbolActor.KEY, context -> SymbolActor.create(context.getEntityId(), node, context.getShard()))
                .withStopMessage(SymbolActor.stop())
                .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
                .withSettings(
                        ClusterShardingSettings.create(system).withRole(ROLE).withPassivationStrategy(passivation));
    }

    @Override
    public CompletionStage<BarReply> offer(Offer offer) {
        String symbol = offer.bar().symbol();
        if (!SymbolSpec.isName(symbol)) {
            return done(new Refused("bad_symbol", "must match [A-Za-z0-9._-]{1,32}: symbol=" + symbol));
        }
        if (!majority.heard()) {
            return done(NO_MAJORITY);
        }
        return counted(ask(symbol, replyTo -> new OfferBar(offer, replyTo), timeout), TIMEOUT);
    }

    @Override
    public CompletionStage<ReadReply> read(String symbol) {
        return read(symbol, Read::new, timeout);
    }

    @Override
    public CompletionStage<ReadReply> readAfter(String symbol, long seq, Duration wait) {
        return read(symbol, replyTo -> new ReadAfter(seq, wait.toMillis(), replyTo), timeout.plus(wait));
    }

    /**
     * Reads a symbol for this node's own upkeep: unlike what clients ask, it says nothing about how the node serves them, and does not
     * count in the error rate that holds the desk.
     */
    public CompletionStage<ReadReply> look(String symbol) {
        return majority.heard() ? ask(symbol, Read::new, timeout).exceptionally(failure -> TIMEOUT) : done(NO_MAJORITY);
    }

    private CompletionStage<ReadReply> read(
            String symbol, Function<ActorRef<ReadReply>, Command> command, Duration limit) {
        if (!SymbolSpec.isName(symbol)) {
            return done(new Unknown());
        }
        return majority.heard() ? counted(ask(symbol, command, limit), TIMEOUT) : done(NO_MAJORITY);
    }

    @Override
    public CompletionStage<HoldReply> hold(String symbol, String by, String reason) {
        return change(symbol, replyTo -> new Hold(by, reason, replyTo));
    }

    @Override
    public CompletionStage<HoldReply> release(String symbol, String by, String reason) {
        return change(symbol, replyTo -> new Release(by, reason, replyTo));
    }

    @Override
    public CompletionStage<HoldReply> changeRiskMode(String symbol, RiskMode mode, String reason) {
        return change(symbol, replyTo -> new ChangeRiskMode(mode, reason, replyTo));
    }

    private CompletionStage<HoldReply> change(String symbol, Function<ActorRef<HoldReply>, Command> command) {
        return SymbolSpec.isName(symbol) ? counted(ask(symbol, command, timeout), TIMEOUT) : done(new Unknown());
    }

    private <R> CompletionStage<R> ask(String symbol, Function<ActorRef<R>, Command> command, Duration limit) {
        EntityRef<Command> entity = sharding.entityRefFor(SymbolActor.KEY, symbol);
        return Asks.dispatched(entity.ask(command::apply, limit), system.executionContext());
    }

    /** No answer in time is {@code late}; both that and an actor's own "unavailable" count as failures of this node. */
    private <R> CompletionStage<R> counted(CompletionStage<R> asked, R late) {
        return asked.exceptionally(failure -> late).thenApply(reply -> {
            errors.count(reply instanceof Unavailable);
            return reply;
        });
    }

    private static <R> CompletionStage<R> done(R reply) {
        return CompletableFuture.completedFuture(reply);
    }

    /** Whether this node hears from most of its cluster. */
    public boolean majority() {
        return majority.heard();
    }

    @Override
    public Optional<DeskState> desk() {
        return copy.current();
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> holdDesk(String by, String reason) {
        return desk(replyTo -> new DeskProtocol.Hold(by, reason, false, replyTo));
    }

    @Override
    public CompletionStage<DeskProtocol.Reply> releaseDesk(String by, String reason) {
        return desk(replyTo -> new DeskProtocol.Release(by, reason, replyTo));
    }

    /** Answers when this node's own copy is as new as the command. */
    private CompletionStage<DeskProtocol.Reply> desk(
            Function<ActorRef<DeskProtocol.Reply>, DeskProtocol.Command> command) {
        CompletionStage<DeskProtocol.Reply> asked = AskPattern.ask(desk, command::apply, timeout, system.scheduler());
        return asked.thenCompose(reply -> {
            CompletionStage<Done> copied = AskPattern.ask(watch, DeskWatch.Refresh::new, timeout, system.scheduler());
            return copied.thenApply(done -> reply);
        });
    }
}
