package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.strategist.PartitionMessages.Batch;
import io.aurora.actors.strategist.PartitionMessages.BatchDone;
import io.aurora.actors.strategist.StrategistMetrics.Phase;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.persistence.PartitionCheckpoint;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.event.Level;

/** A partition's journal: works through one batch after the other, stores what came of it at once, and then answers. */
final class PartitionJournal
        extends EventSourcedBehaviorWithEnforcedReplies<Batch, RecordedPartitionEvent, PartitionEntity> {
    private static final double JITTER = 0.2;
    private static final int SNAPSHOTS_KEPT = 2;

    private final PartitionName name;
    private final StrategistNode node;
    private final ActorRef<Command> inbox;
    private final RandomGenerator random;
    private Optional<Batch> inWork = Optional.empty();

    /**
     * The journal's behaviour. It starts again, with growing pauses, after whatever failed: the inbox holds requests back meanwhile.
     *
     * @param inbox whom it asks for what it cannot know
     */
    static Behavior<Batch> create(PartitionName name, StrategistNode node, ActorRef<Command> inbox) {
        Behavior<Batch> journal = Behaviors.setup(context -> new PartitionJournal(name, node, inbox));
        return Behaviors.supervise(journal)
                .onFailure(
                        RuntimeException.class,
                        SupervisorStrategy.restartWithBackoff(
                                node.actor().minBackoff(), node.actor().maxBackoff(), JITTER));
    }

    private PartitionJournal(PartitionName name, StrategistNode node, ActorRef<Command> inbox) {
        super(
                PersistenceId.of(PartitionActor.KEY.name(), name.entityId()),
                SupervisorStrategy.restartWithBackoff(
                                node.actor().minBackoff(), node.actor().maxBackoff(), JITTER)
                        .withLogLevel(Level.DEBUG));
        this.name = name;
        this.node = node;
        this.inbox = inbox;
        this.random = node.random().get();
    }

    @Override
    public PartitionEntity emptyState() {
        return new PartitionEntity(closedKept());
    }

    private int closedKept() {
        return Optional.ofNullable(node.settings().policies().get(name.policy()))
                .map(PolicySettings::dedupeWindowPerPartition)
                .orElse(0);
    }

    @Override
    public CommandHandlerWithReply<Batch, RecordedPartitionEvent, PartitionEntity> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Batch.class, this::work)
                .build();
    }

    private ReplyEffect<RecordedPartitionEvent, PartitionEntity> work(PartitionEntity entity, Batch batch) {
        inWork = Optional.of(batch);
        BatchWork work = new BatchWork(name, persistenceId().id(), entity, node, random, inbox);
        work.all(batch.commands());
        if (work.events().isEmpty()) {
            finish(work);
            return Effect().reply(batch.replyTo(), new BatchDone());
        }
        long started = node.nanos().getAsLong();
        return Effect()
                .persist(work.events())
                .thenRun(stored -> {
                    node.metrics().phase(Phase.STORE, node.nanos().getAsLong() - started);
                    finish(work);
                })
                .thenReply(batch.replyTo(), stored -> new BatchDone());
    }

    private void finish(BatchWork work) {
        inWork = Optional.empty();
        work.giveAnswers();
    }

    @Override
    public EventHandler<PartitionEntity, RecordedPartitionEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(PartitionEntity::stored);
    }

    @Override
    public SignalHandler<PartitionEntity> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(PreRestart.instance(), entity -> letGo())
                .onSignal(PostStop.instance(), entity -> letGo())
                .build();
    }

    private void recovered(PartitionEntity entity) {
        node.metrics().sizes(name.policy(), name.number(), PartitionReads.counts(entity.state()));
    }

    /** Whoever waits gets word: what was stored shows when they ask again. */
    private void letGo() {
        inWork.ifPresent(batch -> {
            batch.commands()
                    .forEach(command -> PartitionMessages.waiter(command)
                            .ifPresent(waiter -> waiter.tell(new Unavailable("store"))));
            batch.replyTo().tell(new BatchDone());
        });
        inWork = Optional.empty();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(node.settings().snapshotEvery(), SNAPSHOTS_KEPT);
    }

    @Override
    public SnapshotAdapter<PartitionEntity> snapshotAdapter() {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(PartitionEntity entity) {
                return entity.checkpoint();
            }

            @Override
            public PartitionEntity fromJournal(Object stored) {
                return PartitionEntity.of((PartitionCheckpoint) stored, closedKept());
            }
        };
    }
}
