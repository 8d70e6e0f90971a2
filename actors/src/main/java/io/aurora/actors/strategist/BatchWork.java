package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.ImportRows;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.Learn;
import io.aurora.actors.protocol.StrategistProtocol.ReadCounts;
import io.aurora.actors.protocol.StrategistProtocol.ReadRows;
import io.aurora.actors.protocol.StrategistProtocol.ReadTrace;
import io.aurora.actors.protocol.StrategistProtocol.ReadValues;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.strategist.PartitionMessages.Resolved;
import io.aurora.actors.strategist.PartitionMessages.Routed;
import io.aurora.actors.strategist.PartitionMessages.Sweep;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RecordedPartitionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through one batch of a partition: each command sees what the ones before it did. Gathers the events to store and the answers to
 * give once they are.
 */
final class BatchWork {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    /** Traces given up by one event for want of time; more wait for the next batch. */
    private static final int SWEPT_AT_ONCE = 1_000;
    /** Where too many traces are open, this part of them makes room at once, so that not every decision writes a second event. */
    private static final int ROOM_SHARE = 64;

    private final PartitionName name;
    private final String persistenceId;
    private final PartitionEntity entity;
    private final StrategistNode node;
    private final Optional<PolicySettings> policy;
    private final RandomGenerator random;
    private final ActorRef<Command> inbox;
    private final long nowMs;
    private final List<RecordedPartitionEvent> events = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();

    BatchWork(
            PartitionName name,
            String persistenceId,
            PartitionEntity entity,
            StrategistNode node,
            RandomGenerator random,
            ActorRef<Command> inbox) {
        this.name = name;
        this.persistenceId = persistenceId;
        this.entity = entity;
        this.node = node;
        this.policy = Optional.ofNullable(node.settings().policies().get(name.policy()));
        this.random = random;
        this.inbox = inbox;
        this.nowMs = node.clock().millis();
    }

    void all(List<Command> commands) {
        commands.forEach(this::oneOrRefused);
        giveUp();
    }

    /** What the domain refuses has changed nothing: its asker hears so, and the others of the batch do not suffer from it. */
    private void oneOrRefused(Command command) {
        try {
            one(command);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "refused: partition={}, command={}",
                    persistenceId,
                    command.getClass().getSimpleName(),
                    e);
            PartitionMessages.waiter(command)
                    .ifPresent(waiter -> answer(() -> waiter.tell(new Unavailable("refused"))));
        }
    }

    private void one(Command command) {
        if (command instanceof Decide decide) {
            new Deciding(this, decide).begin();
        } else if (command instanceof Routed routed) {
            new Deciding(this, routed.decide()).routed(routed);
        } else if (command instanceof Learn learn) {
            new Learning(this, learn).begin();
        } else if (command instanceof Resolved resolved) {
            new Learning(this, resolved.learn()).resolved(resolved);
        } else if (command instanceof ImportRows rows) {
            importRows(rows);
        } else if (command instanceof ReadTrace read) {
            var trace = PartitionReads.trace(state(), read.trace());
            answer(() -> read.replyTo().tell(trace));
        } else if (command instanceof ReadValues read) {
            var values = PartitionReads.values(state(), read.state(), read.candidates());
            answer(() -> read.replyTo().tell(values));
        } else if (command instanceof ReadRows read) {
            var rows = PartitionReads.rows(state(), read.afterState(), read.limit());
            answer(() -> read.replyTo().tell(rows));
        } else if (command instanceof ReadCounts read) {
            Counts counts = PartitionReads.counts(state());
            answer(() -> read.replyTo().tell(counts));
        } else if (!(command instanceof Sweep)) {
            throw new IllegalArgumentException(
                    "not for a journal: " + command.getClass().getName());
        }
    }

    private void importRows(ImportRows command) {
        open(command.terms());
        make(new RowsImported(nowMs, command.by(), command.rows()));
        int rows = command.rows().size();
        answer(() -> command.replyTo().tell(new Imported(rows)));
    }

    /** Gives up the traces whose time is over, and the oldest where too many wait. */
    private void giveUp() {
        if (state().isEmpty() || policy.isEmpty()) {
            return;
        }
        PartitionState state = state().get();
        PolicySettings settings = policy.get();
        expire(state.overdue(nowMs, settings.traceTtl().toMillis(), SWEPT_AT_ONCE), ExpiryCause.TTL);
        int most = settings.openTracesPerPartition();
        if (state.openTraces() > most) {
            expire(state.overflowing(most - most / ROOM_SHARE), ExpiryCause.OVERFLOW);
        }
    }

    private void expire(List<Long> traces, ExpiryCause cause) {
        if (!traces.isEmpty()) {
            make(new TracesExpired(nowMs, traces, cause));
            answer(() -> node.metrics().expired(traces.size()));
        }
    }

    /** Opens the partition where nobody has. */
    PartitionState open(PolicyTerms terms) {
        if (state().isEmpty()) {
            make(new PartitionOpened(nowMs, terms, name.number()));
        }
        return state().orElseThrow();
    }

    void make(PartitionEvent event) {
        events.add(entity.make(persistenceId, event));
    }

    /** {@code answer} once everything of this batch is stored. */
    void answer(Runnable answer) {
        answers.add(answer);
    }

    void tellInbox(Command message) {
        inbox.tell(message);
    }

    Optional<PartitionState> state() {
        return entity.state();
    }

    PartitionName name() {
        return name;
    }

    StrategistNode node() {
        return node;
    }

    /** Settings of the policy, absent where this node no longer has them. */
    Optional<PolicySettings> policy() {
        return policy;
    }

    RandomGenerator random() {
        return random;
    }

    long nowMs() {
        return nowMs;
    }

    List<RecordedPartitionEvent> events() {
        return events;
    }

    void giveAnswers() {
        answers.forEach(Runnable::run);
        state().ifPresent(state ->
                node.metrics().sizes(name.policy(), name.number(), PartitionReads.counts(Optional.of(state))));
    }
}
