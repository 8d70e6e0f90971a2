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
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.ChangeRiskMode;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.actors.symbol.SymbolEntity.Unopened;
import io.aurora.actors.symbol.SymbolMetrics.SnapshotOp;
import io.aurora.actors.symbol.SymbolMetrics.TurnedAway;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

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
    private final WaitingBars waiting;
    private final Waiters waiters = new Waiters();
    private final Forecasting forecasting;
    private Optional<BarInFlight> inFlight = Optional.empty();
    private Optional<ActorRef<HoldReply>> changing = Optional.empty();
    private Optional<SymbolView> view = Optional.empty();
    private boolean stopping;
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
                SupervisorStrategy.restartWithBackoff(
                        node.actor().minBackoff(), node.actor().maxBackoff(), JITTER));
        this.context = context;
        this.symbol = symbol;
        this.node = node;
        this.shard = shard;
        this.waiting = new WaitingBars(node.actor().stashLimit());
        this.forecasting = new Forecasting(context, symbol, node);
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
                .onCommand(OfferBar.class, this::offer)
                .onCommand(Read.class, this::read)
                .onCommand(ReadAfter.class, this::readAfter)
                .onCommand(Hold.class, this::hold)
                .onCommand(Release.class, this::release)
                .onCommand(ChangeRiskMode.class, this::changeRiskMode)
                .onCommand(SymbolMessages.Begin.class, this::beginStored)
                .onCommand(SymbolMessages.TakeNext.class, this::takeNext)
                .onCommand(SymbolMessages.RouterFitted.class, this::fitted)
                .onCommand(SymbolMessages.RouterLate.class, this::routerLate)
                .onCommand(SymbolMessages.Answered.class, this::answered)
                .onCommand(SymbolMessages.AskAgain.class, this::askAgain)
                .onCommand(SymbolMessages.WaitOver.class, this::waitOver)
                .onCommand(SymbolMessages.Stop.class, this::stop);
        return builder.build();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> offerFirst(Unopened unopened, OfferBar command) {
        var spec = node.symbols().symbol(symbol);
        var profile = spec.flatMap(known -> node.profiles().named(known.profile()));
        if (profile.isEmpty()) {
            return refuseFirst(command, "unknown_symbol", "symbols are declared in the settings: symbol=" + symbol);
        }
        SymbolEvent opened = SymbolFold.open(
                spec.get(), profile.get().profile(), node.clock().millis());
        Preparation preparation = SymbolFold.prepare(SymbolFold.next(Optional.empty(), opened), command.offer());
        if (preparation instanceof Preparation.Refused refused) {
            return refuseFirst(command, refused.reason().code(), detail(refused));
        }
        inFlight = Optional.of(new BarInFlight(command, node.nanos().getAsLong()));
        return write(unopened, opened)
                .thenRun(entity -> tellSelf(new SymbolMessages.Begin()))
                .thenNoReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> refuseFirst(OfferBar command, String reason, String detail) {
        node.metrics().turnedAway(symbol, TurnedAway.REFUSED, reason);
        leave();
        return Effect().reply(command.replyTo(), new Refused(reason, detail));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> unknown(ActorRef<? super Unknown> replyTo) {
        leave();
        replyTo.tell(new Unknown());
        return Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> offer(Opened opened, OfferBar command) {
        if (stopping) {
            return away(command, TurnedAway.UNAVAILABLE, new Unavailable("moving"));
        }
        if (inFlight.isEmpty() && waiting.isEmpty()) {
            return take(opened, command);
        }
        return waiting.add(command) ? Effect().noReply() : away(command, TurnedAway.BUSY, new Busy());
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> take(Opened opened, OfferBar command) {
        long takenNanos = node.nanos().getAsLong();
        Preparation preparation = SymbolFold.prepare(opened.state(), command.offer());
        if (preparation instanceof Preparation.Ready ready) {
            BarInFlight bar = new BarInFlight(command, takenNanos);
            inFlight = Optional.of(bar);
            return begin(opened, bar, Optional.of(ready));
        }
        takeNextLater();
        return answered(opened, command, preparation);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> answered(
            Opened opened, OfferBar command, Preparation preparation) {
        if (preparation instanceof Preparation.Duplicate duplicate) {
            TurnedAway kind = duplicate.differs() ? TurnedAway.DUPLICATE_DIFFERS : TurnedAway.DUPLICATE;
            return away(command, kind, new Duplicate(duplicate.differs(), view(opened)));
        } else if (preparation instanceof Preparation.Refused refused) {
            return away(
                    command, TurnedAway.REFUSED, new Refused(refused.reason().code(), detail(refused)));
        }
        return away(command, TurnedAway.LATE, new Late(view(opened)));
    }

    private static String detail(Preparation.Refused refused) {
        return "the bar breaks the rule " + refused.reason().code();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> away(OfferBar command, TurnedAway kind, BarReply reply) {
        String reason = reply instanceof Refused refused ? refused.reason() : kind.code();
        node.metrics().turnedAway(symbol, kind, reason);
        return Effect().reply(command.replyTo(), reply);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> beginStored(Opened opened, SymbolMessages.Begin message) {
        return inFlight.isEmpty() ? Effect().noReply() : begin(opened, inFlight.get(), Optional.empty());
    }

    /** One event of upkeep at a time; when there is none left, the bar itself. */
    private ReplyEffect<RecordedEvent, SymbolEntity> begin(
            Opened opened, BarInFlight bar, Optional<Preparation.Ready> known) {
        Optional<SymbolEvent> upkeep = Upkeep.next(opened, node, now());
        if (upkeep.isPresent()) {
            return write(opened, upkeep.get())
                    .thenRun(entity -> changed((Opened) entity))
                    .thenRun(entity -> tellSelf(new SymbolMessages.Begin()))
                    .thenNoReply();
        }
        Preparation preparation = known.isPresent()
                ? known.get()
                : SymbolFold.prepare(opened.state(), bar.command().offer());
        if (preparation instanceof Preparation.Ready ready) {
            forecasting.begin(bar, opened.state(), ready);
            return decideWhenReady(opened);
        }
        inFlight = Optional.empty();
        takeNextLater();
        return answered(opened, bar.command(), preparation);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> takeNext(Opened opened, SymbolMessages.TakeNext message) {
        Optional<OfferBar> next = inFlight.isPresent() ? Optional.empty() : waiting.poll();
        return next.isPresent() ? take(opened, next.get()) : Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> fitted(Opened opened, SymbolMessages.RouterFitted message) {
        forecasting.fitted(inFlight, Optional.of(opened.state()), message);
        return decideWhenReady(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> routerLate(Opened opened, SymbolMessages.RouterLate message) {
        inFlight.ifPresent(bar -> forecasting.routerLate(bar, opened.state(), message.token()));
        return decideWhenReady(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> answered(Opened opened, SymbolMessages.Answered message) {
        inFlight.ifPresent(bar -> forecasting.answered(bar, opened.state(), message));
        return decideWhenReady(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> askAgain(Opened opened, SymbolMessages.AskAgain message) {
        if (stopping) {
            letGo("moving");
            return Effect().stop().thenNoReply();
        }
        inFlight.ifPresent(bar -> forecasting.askAgain(bar, opened.state(), message.token()));
        return decideWhenReady(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> decideWhenReady(Opened opened) {
        Optional<BarInFlight> decidable = inFlight.filter(BarInFlight::decidable);
        return decidable.isPresent()
                ? decide(opened, decidable.get())
                : Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> decide(Opened opened, BarInFlight bar) {
        SymbolEvent.BarDecided decided =
                SymbolFold.decide(opened.state(), bar.ready(), bar.result(), bar.latencyMs(), now());
        bar.decided(node.nanos().getAsLong());
        var stored = write(opened, decided).thenRun(entity -> decided((Opened) entity, bar, decided));
        return stopping ? stored.thenStop().thenNoReply() : stored.thenNoReply();
    }

    private void decided(Opened opened, BarInFlight bar, SymbolEvent.BarDecided decided) {
        inFlight = Optional.empty();
        forecasting.decided(decided, opened.state(), bar);
        SymbolView shown = view(opened);
        bar.command().replyTo().tell(new Decided(shown));
        node.metrics()
                .decided(
                        opened.state().profile(), shown, bar.stages(node.nanos().getAsLong()));
        takeNextLater();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> read(Opened opened, Read command) {
        return Effect().reply(command.replyTo(), new Shown(view(opened)));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> readAfter(Opened opened, ReadAfter command) {
        boolean waits = command.seq() >= opened.sequenceNr() && command.waitMs() > 0 && !stopping;
        OptionalLong waiter = waits ? waiters.add(command) : OptionalLong.empty();
        if (waiter.isEmpty()) {
            return Effect().reply(command.replyTo(), new Shown(view(opened)));
        }
        Duration wait = Duration.ofMillis(command.waitMs());
        context.scheduleOnce(wait, context.getSelf(), new SymbolMessages.WaitOver(waiter.getAsLong()));
        return Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> waitOver(Opened opened, SymbolMessages.WaitOver message) {
        waiters.remove(message.waiter()).ifPresent(replyTo -> replyTo.tell(new Shown(view(opened))));
        return Effect().noReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> hold(Opened opened, Hold command) {
        boolean same = opened.state()
                .hold()
                .filter(held -> held.reason().equals(command.reason()))
                .isPresent();
        return change(
                opened,
                command,
                command.replyTo(),
                !same,
                () -> new SymbolEvent.Held(SymbolEvent.LOGIC_VERSION, now(), command.by(), command.reason()));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> release(Opened opened, Release command) {
        boolean held = opened.state().hold().isPresent();
        return change(
                opened,
                command,
                command.replyTo(),
                held,
                () -> new SymbolEvent.Released(SymbolEvent.LOGIC_VERSION, now(), command.by(), command.reason()));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> changeRiskMode(Opened opened, ChangeRiskMode command) {
        boolean other = opened.state().riskMode() != command.mode();
        return change(
                opened,
                command,
                command.replyTo(),
                other,
                () -> new SymbolEvent.RiskModeChanged(
                        SymbolEvent.LOGIC_VERSION, now(), command.mode(), command.reason()));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> change(
            Opened opened, Command command, ActorRef<HoldReply> replyTo, boolean needed, Supplier<SymbolEvent> event) {
        if (!needed) {
            return Effect().reply(replyTo, new Shown(view(opened)));
        }
        changing = Optional.of(replyTo);
        Optional<SymbolEvent> logic = Upkeep.logic(opened, now());
        if (logic.isPresent()) {
            return write(opened, logic.get())
                    .thenRun(entity -> tellSelf(command))
                    .thenNoReply();
        }
        return write(opened, event.get())
                .thenRun(entity -> changed((Opened) entity))
                .thenReply(replyTo, entity -> new Shown(view((Opened) entity)));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> stop(Opened opened, SymbolMessages.Stop message) {
        stopping = true;
        Unavailable moving = new Unavailable("moving");
        waiting.drain(bar -> bar.replyTo().tell(moving));
        waiters.drain(() -> new Shown(view(opened)));
        return inFlight.isPresent() ? Effect().noReply() : Effect().stop().thenNoReply();
    }

    private EffectBuilder<RecordedEvent, SymbolEntity> write(SymbolEntity entity, SymbolEvent event) {
        return Effect().persist(entity.record(persistenceId().id(), event)).thenRun(after -> stored((Opened) after));
    }

    private void stored(Opened opened) {
        view = Optional.empty();
        changing = Optional.empty();
        waiters.advanced(opened.sequenceNr(), () -> new Shown(view(opened)));
        if (opened.sequenceNr() % node.actor().checkpointEvery() == 0) {
            node.checkpoints().keep(symbol, opened.checkpoint());
        }
    }

    private void changed(Opened opened) {
        node.metrics().changed(opened.state().profile(), view(opened));
    }

    private SymbolView view(Opened opened) {
        SymbolView shown = view.orElseGet(() -> SymbolView.of(opened.state(), opened.sequenceNr()));
        view = Optional.of(shown);
        return shown;
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
            node.metrics().recovered(opened.state().profile(), view(opened), seconds);
        }
    }

    private void failed() {
        node.metrics().journalFailed(symbol);
        letGo("store");
        startedNanos = node.nanos().getAsLong();
    }

    /** Whoever waits gets word; nothing in memory counts any more. */
    private void letGo(String reason) {
        Unavailable unavailable = new Unavailable(reason);
        inFlight.ifPresent(bar -> bar.command().replyTo().tell(unavailable));
        waiting.drain(bar -> bar.replyTo().tell(unavailable));
        waiters.drain(() -> unavailable);
        changing.ifPresent(replyTo -> replyTo.tell(unavailable));
        inFlight = Optional.empty();
        changing = Optional.empty();
        view = Optional.empty();
        forecasting.forget();
        node.metrics().stopped(symbol);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(
                node.actor().snapshotEvery(), node.actor().snapshotsKept());
    }

    @Override
    public SnapshotAdapter<SymbolEntity> snapshotAdapter() {
        return new SnapshotCopies();
    }

    @Override
    public Set<String> tagsFor(RecordedEvent event) {
        return node.tags().apply(symbol);
    }

    private void leave() {
        shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }

    private void takeNextLater() {
        if (!waiting.isEmpty()) {
            tellSelf(new SymbolMessages.TakeNext());
        }
    }

    private void tellSelf(Command message) {
        context.getSelf().tell(message);
    }

    private long now() {
        return node.clock().millis();
    }
}
