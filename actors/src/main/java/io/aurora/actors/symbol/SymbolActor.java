package io.aurora.actors.symbol;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.DeleteSnapshotsCompleted;
import akka.persistence.typed.DeleteSnapshotsFailed;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.SnapshotCompleted;
import akka.persistence.typed.SnapshotFailed;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.aurora.actors.protocol.SymbolProtocol.ChangeRiskMode;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.actors.symbol.SymbolEntity.Unopened;
import io.aurora.actors.symbol.SymbolMetrics.SnapshotOp;
import io.aurora.domain.symbol.RecordedEvent;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * One symbol. Its state is the fold of its events; a bar is prepared, its forecast asked for, decided on and stored, and only then
 * answered. While a bar is in flight others wait behind it and reads are answered from the last stored state.
 */
public final class SymbolActor extends EventSourcedBehaviorWithEnforcedReplies<Command, RecordedEvent, SymbolEntity> {
    /** Type of the sharded entity; also the first part of its persistence id. */
    public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "symbol");

    private static final double JITTER = 0.2;

    private final ActorContext<Command> context;
    private final String symbol;
    private final SymbolNode node;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Waiters waiters = new Waiters();
    private final Ledger ledger;
    private final Forecasting forecasting;
    private final SymbolBars bars;
    private final SymbolReads reads;
    private final SymbolChanges changes;
    private long startedNanos;

    /** The symbol's behaviour; {@code shard} is asked to let go of entities that hold nothing. */
    public static Behavior<Command> create(
            String symbol, SymbolNode node, ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.setup(context -> new SymbolActor(context, symbol, node, shard));
    }

    /** Persistence id of a symbol's journal. */
    public static String persistenceId(String symbol) {
        return PersistenceId.of(KEY.name(), symbol).id();
    }

    /** What sharding tells an entity that has to go. */
    public static Command stop() {
        return new SymbolMessages.Stop();
    }

    private SymbolActor(
            ActorContext<Command> context,
            String symbol,
            SymbolNode node,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        super(
                PersistenceId.of(KEY.name(), symbol),
                // One outage fails every symbol: the store and StoreFailures speak of it, a trace a symbol would drown
                // them.
                SupervisorStrategy.restartWithBackoff(
                                node.actor().minBackoff(), node.actor().maxBackoff(), JITTER)
                        .withLogLevel(Level.DEBUG));
        this.context = context;
        this.symbol = symbol;
        this.node = node;
        this.shard = shard;
        this.ledger = new Ledger(symbol, node, Effect(), waiters);
        this.forecasting = new Forecasting(context, symbol, node);
        this.bars = new SymbolBars(context, symbol, node, ledger, forecasting);
        this.reads = new SymbolReads(context, ledger, waiters);
        this.changes = new SymbolChanges(ledger, node.clock(), context.getSelf());
        this.startedNanos = node.nanos().getAsLong();
    }

    @Override
    public SymbolEntity emptyState() {
        return new Unopened();
    }

    @Override
    public CommandHandlerWithReply<Command, RecordedEvent, SymbolEntity> commandHandler() {
        var builder = newCommandHandlerWithReplyBuilder();
        builder.forStateType(Unopened.class)
                .onCommand(OfferBar.class, this::offerFirst)
                .onCommand(Read.class, command -> unknown(command.replyTo()))
                .onCommand(ReadAfter.class, command -> unknown(command.replyTo()))
                .onCommand(Hold.class, command -> unknown(command.replyTo()))
                .onCommand(Release.class, command -> unknown(command.replyTo()))
                .onCommand(ChangeRiskMode.class, command -> unknown(command.replyTo()))
                .onCommand(SymbolMessages.Stop.class, () -> Effect().stop().thenNoReply())
                .onAnyCommand(() -> Effect().noReply());
        builder.forStateType(Opened.class)
                .onCommand(OfferBar.class, bars::offer)
                .onCommand(Read.class, reads::read)
                .onCommand(ReadAfter.class, reads::readAfter)
                .onCommand(Hold.class, changes::hold)
                .onCommand(Release.class, changes::release)
                .onCommand(ChangeRiskMode.class, changes::changeRiskMode)
                .onCommand(SymbolMessages.Begin.class, bars::beginStored)
                .onCommand(SymbolMessages.TakeNext.class, bars::takeNext)
                .onCommand(SymbolMessages.RouterFitted.class, bars::fitted)
                .onCommand(SymbolMessages.RouterLate.class, bars::routerLate)
                .onCommand(SymbolMessages.Answered.class, bars::answered)
                .onCommand(SymbolMessages.AskAgain.class, bars::askAgain)
                .onCommand(SymbolMessages.CaughtUp.class, this::caughtUp)
                .onCommand(SymbolMessages.WaitOver.class, reads::waitOver)
                .onCommand(SymbolMessages.Stop.class, this::stop);
        return builder.build();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> offerFirst(Unopened unopened, OfferBar command) {
        ReplyEffect<RecordedEvent, SymbolEntity> effect = bars.offerFirst(unopened, command);
        if (bars.idle()) {
            leave();
        }
        return effect;
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> unknown(ActorRef<? super Unknown> replyTo) {
        leave();
        replyTo.tell(new Unknown());
        return Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> caughtUp(Opened opened, SymbolMessages.CaughtUp message) {
        forecasting.caughtUp(opened.state(), message);
        return Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> stop(Opened opened, SymbolMessages.Stop message) {
        waiters.drain(() -> new Shown(ledger.view(opened)));
        return bars.stop();
    }

    @Override
    public EventHandler<SymbolEntity, RecordedEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(SymbolEntity::after);
    }

    @Override
    public SignalHandler<SymbolEntity> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(PreRestart.instance(), entity -> failed())
                .onSignal(PostStop.instance(), entity -> letGo("stopped"))
                .onSignal(SnapshotCompleted.class, (entity, signal) -> snapshot(SnapshotOp.SAVE, true))
                .onSignal(SnapshotFailed.class, (entity, signal) -> snapshot(SnapshotOp.SAVE, false))
                .onSignal(DeleteSnapshotsCompleted.class, (entity, signal) -> snapshot(SnapshotOp.DELETE, true))
                .onSignal(DeleteSnapshotsFailed.class, (entity, signal) -> snapshot(SnapshotOp.DELETE, false))
                .build();
    }

    private void snapshot(SnapshotOp op, boolean success) {
        node.metrics().snapshot(op, success);
    }

    private void recovered(SymbolEntity entity) {
        if (entity instanceof Opened opened) {
            double seconds = (node.nanos().getAsLong() - startedNanos) / 1e9;
            node.metrics().recovered(opened.state().profile(), ledger.view(opened), seconds);
        }
        if (bars.stopping()) {
            context.getSelf().tell(stop());
        }
    }

    private void failed() {
        node.metrics().journalFailed(symbol);
        StoreFailures.note(symbol, node.nanos().getAsLong());
        letGo("store");
        startedNanos = node.nanos().getAsLong();
    }

    /** Whoever waits gets word; nothing in memory counts any more. */
    private void letGo(String reason) {
        Unavailable unavailable = new Unavailable(reason);
        bars.letGo(unavailable);
        changes.letGo(unavailable);
        waiters.drain(() -> unavailable);
        ledger.forget();
        node.metrics().stopped(symbol);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(
                node.actor().snapshotEvery(), node.actor().snapshotsKept());
    }

    @Override
    public SnapshotAdapter<SymbolEntity> snapshotAdapter() {
        return new SnapshotCopies(node.metrics());
    }

    @Override
    public Set<String> tagsFor(RecordedEvent event) {
        return node.tags().apply(symbol);
    }

    private void leave() {
        shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
}
