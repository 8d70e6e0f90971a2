package io.aurora.actors.protocol;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import java.util.List;
import java.util.Optional;

/** What a partition of a policy is asked and answers. Every request is answered once, in every phase. */
public interface StrategistProtocol {

    /** To a partition. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Decide.class, name = "decide"),
        @JsonSubTypes.Type(value = Learn.class, name = "learn"),
        @JsonSubTypes.Type(value = ReadTrace.class, name = "read-trace"),
        @JsonSubTypes.Type(value = ReadValues.class, name = "read-values"),
        @JsonSubTypes.Type(value = ReadRows.class, name = "read-rows"),
        @JsonSubTypes.Type(value = ReadCounts.class, name = "read-counts"),
        @JsonSubTypes.Type(value = ImportRows.class, name = "import-rows"),
    })
    sealed interface Command extends ClusterMessage permits Request, Internal {}

    /** From outside. */
    sealed interface Request extends Command
            permits Decide, Learn, ReadTrace, ReadValues, ReadRows, ReadCounts, ImportRows {
        /** Who waits for the answer. */
        ActorRef<? super Unavailable> replyTo();
    }

    /** From the actor to itself; never crosses a node. */
    non-sealed interface Internal extends Command {}

    /**
     * Choose for a task, and store the decision.
     *
     * @param terms the policy's, for the first event of a partition
     * @param task what is to be done
     * @param gate what the certified decision of the task's symbol says
     * @param state key of the task's state; this partition owns it
     */
    record Decide(PolicyTerms terms, Task task, Optional<Gate> gate, String state, ActorRef<DecideReply> replyTo)
            implements Request {}

    /**
     * A task somebody has to do.
     *
     * @param taskId the asker's name of it
     * @param candidates action names, at least one, no two alike
     * @param route what a router is to be told; absent where none is configured
     */
    record Task(String taskId, TaskContext context, PsiField psi, List<String> candidates, Optional<RouteCall> route) {}

    /**
     * The asker's own JSON for the router.
     *
     * @param candidates one object a candidate, in their order
     * @param context object
     * @param spentMs time that had gone by when the decision was asked for, milliseconds
     */
    record RouteCall(List<String> candidates, String context, long spentMs) {
        /** The same call some time later. */
        public RouteCall after(long laterMs) {
            return new RouteCall(candidates, context, spentMs + laterMs);
        }
    }

    /**
     * Learn from an outcome, once.
     *
     * @param trace number of the decision
     * @param psi the field now
     */
    record Learn(long trace, TaskOutcome outcome, PsiField psi, ActorRef<LearnReply> replyTo) implements Request {}

    /** What the partition knows of a decision. */
    record ReadTrace(long trace, ActorRef<TraceReply> replyTo) implements Request {}

    /** Values of candidates in a state that this partition owns. */
    record ReadValues(String state, List<String> candidates, ActorRef<ValuesReply> replyTo) implements Request {}

    /** Rows behind the last state known, whole states only; the empty string asks for the first. */
    record ReadRows(String afterState, int limit, ActorRef<RowsReply> replyTo) implements Request {}

    record ReadCounts(ActorRef<CountsReply> replyTo) implements Request {}

    /** Take over rows of an exported table. */
    record ImportRows(PolicyTerms terms, String by, List<QRow> rows, ActorRef<ImportReply> replyTo)
            implements Request {}

    /** Answer to {@link Decide}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Decided.class, name = "decided"),
        @JsonSubTypes.Type(value = DecideRefused.class, name = "refused"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface DecideReply extends ClusterMessage permits Decided, DecideRefused, Unavailable {}

    /** Decided and stored. */
    record Decided(String policy, int partition, DecisionMade made) implements DecideReply {}

    /**
     * Not decided; nothing was stored.
     *
     * @param reason {@code unknown_policy} or {@code unknown_symbol}
     * @param field of the request
     * @param detail for people
     */
    record DecideRefused(String reason, String field, String detail) implements DecideReply {}

    /** Not answered this time: the store failed, the partition moves, too much waits. Ask again. */
    record Unavailable(String reason)
            implements DecideReply, LearnReply, TraceReply, ValuesReply, RowsReply, CountsReply, ImportReply {}

    /** Answer to {@link Learn}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Learned.class, name = "learned"),
        @JsonSubTypes.Type(value = LearnRefused.class, name = "refused"),
        @JsonSubTypes.Type(value = NotKept.class, name = "not-kept"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface LearnReply extends ClusterMessage permits Learned, LearnRefused, NotKept, Unavailable {}

    /**
     * Learned and stored, now or before.
     *
     * @param updated false where it was learned before: the figures are the first answer's
     * @param terms what the reward was measured by
     */
    record Learned(FeedbackApplied applied, boolean updated, RewardTerms terms) implements LearnReply {}

    /** Never to be learned from: {@code unknown_trace}, {@code expired} or {@code gated}. */
    record LearnRefused(String reason) implements LearnReply {}

    /** Closed so long ago that the partition has let go of it; the read side knows. */
    record NotKept() implements LearnReply, TraceReply {}

    /** Answer to {@link ReadTrace}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TraceOpen.class, name = "open"),
        @JsonSubTypes.Type(value = TraceClosed.class, name = "closed"),
        @JsonSubTypes.Type(value = TraceUnknown.class, name = "unknown"),
        @JsonSubTypes.Type(value = NotKept.class, name = "not-kept"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface TraceReply extends ClusterMessage
            permits TraceOpen, TraceClosed, TraceUnknown, NotKept, Unavailable {}

    /** Waits for feedback. */
    record TraceOpen(DecisionMade made) implements TraceReply {}

    /**
     * Closed: the read side has the decision, or soon will.
     *
     * @param how {@code answered}, {@code expired} or {@code gated}
     */
    record TraceClosed(String how) implements TraceReply {}

    /** There was no such decision. */
    record TraceUnknown() implements TraceReply {}

    /** Answer to {@link ReadValues}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Values.class, name = "values"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface ValuesReply extends ClusterMessage permits Values, Unavailable {}

    /**
     * @param q value of each candidate, in their order
     * @param tries updates of each
     * @param max largest of the values
     */
    record Values(List<Double> q, List<Long> tries, double max) implements ValuesReply {}

    /** Answer to {@link ReadRows}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Rows.class, name = "rows"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface RowsReply extends ClusterMessage permits Rows, Unavailable {}

    /**
     * Cells by state and action.
     *
     * @param more whether states follow
     */
    record Rows(List<QRow> rows, boolean more) implements RowsReply {}

    /** Answer to {@link ReadCounts}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Counts.class, name = "counts"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface CountsReply extends ClusterMessage permits Counts, Unavailable {}

    /**
     * Sizes of a partition.
     *
     * @param decisions made so far, refused ones included
     * @param episodes traces closed by feedback
     * @param updates of the table
     * @param states rows of the table
     * @param pairs cells of the table
     * @param open traces that wait for feedback
     */
    record Counts(long decisions, long episodes, long updates, long states, long pairs, long open)
            implements CountsReply {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    decisions + other.decisions,
                    episodes + other.episodes,
                    updates + other.updates,
                    states + other.states,
                    pairs + other.pairs,
                    open + other.open);
        }
    }

    /** Answer to {@link ImportRows}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Imported.class, name = "imported"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface ImportReply extends ClusterMessage permits Imported, Unavailable {}

    record Imported(int rows) implements ImportReply {}
}
