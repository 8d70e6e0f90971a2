package io.aurora.http.resource;

import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.actors.decisions.DecisionsStatus;
import io.aurora.actors.decisions.PsiReader;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.Reward;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.http.port.TraceLog;
import io.aurora.http.wire.ExplanationsBody;
import io.aurora.http.wire.FeedbackBody;
import io.aurora.http.wire.PolicyBody;
import io.aurora.http.wire.StatusBody;
import io.aurora.http.wire.TaskDecisionBody;
import io.aurora.http.wire.TraceBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From the decision loop's words to those on the wire. */
final class TaskMapping {
    /** Rewards that are decimal fractions on paper differ from them by a few units in the last place. */
    private static final double DECIMALS = 1e12;

    private static final double MS_PER_SECOND = 1e3;

    private TaskMapping() {}

    static TaskDecisionBody decision(TaskReading.Asked asked, String traceId, DecisionMade made) {
        Optional<Choice> choice = made.choice();
        return new TaskDecisionBody(
                made.taskId(),
                choice.map(chosen -> asked.candidates().get(chosen.index())).orElse(null),
                choice.map(Choice::score).orElse(null),
                traceId,
                explanations(made));
    }

    static ExplanationsBody explanations(DecisionMade made) {
        Optional<Choice> choice = made.choice();
        return new ExplanationsBody(
                choice.map(chosen -> made.q()[chosen.index()]).orElse(null),
                made.psi().coherence(),
                made.psi().density(),
                choice.map(chosen -> chosen.explored() ? "explore" : "exploit").orElse(null),
                choice.map(Choice::propensity).orElse(null),
                made.state(),
                made.gate().map(TaskMapping::gate).orElse(null),
                choice.map(Choice::scoredBy).orElse(null));
    }

    private static ExplanationsBody.GateBody gate(Gate gate) {
        return new ExplanationsBody.GateBody(
                gate.symbol(),
                gate.state(),
                gate.verdict().name().toLowerCase(Locale.ROOT),
                gate.reason().isEmpty() ? null : gate.reason());
    }

    static FeedbackBody feedback(Learned learned) {
        Reward reward = Reward.of(learned.terms(), learned.applied().outcome());
        double total = rounded(learned.applied().reward());
        TaskOutcome outcome = learned.applied().outcome();
        FeedbackBody.Components components = new FeedbackBody.Components(
                rounded(reward.latencyScore()), rounded(reward.costScore()), outcome.sloHit(), outcome.failures());
        return new FeedbackBody(
                learned.updated(), total, new FeedbackBody.Explanation(total, components, reward.explanation()), 1);
    }

    private static double rounded(double value) {
        return Math.rint(value * DECIMALS) / DECIMALS;
    }

    static StatusBody status(DecisionsStatus status, double uptimeSeconds, boolean reachable) {
        PsiReader.Cache cache = status.cache();
        return new StatusBody(
                uptimeSeconds,
                new StatusBody.Model(
                        status.counts().episodes(),
                        status.counts().updates(),
                        status.epsilon(),
                        status.alpha(),
                        status.gamma(),
                        status.counts().states(),
                        status.counts().pairs(),
                        status.counts().decisions(),
                        status.counts().open()),
                new StatusBody.Cache(
                        cache.hits(),
                        cache.misses(),
                        cache.errors(),
                        cache.hitRate(),
                        cache.age().map(TaskMapping::seconds).orElse(null),
                        cache.valid(),
                        seconds(cache.ttl())),
                status.complete() && reachable);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MS_PER_SECOND;
    }

    static TraceBody trace(String traceId, String policy, ArchivedTrace trace) {
        DecisionMade made = trace.made();
        double[] q = made.q();
        List<TraceBody.Option> options = new ArrayList<>(q.length);
        for (int i = 0; i < q.length; i++) {
            String action = made.candidates().get(i);
            options.add(new TraceBody.Option(Candidate.providerOf(action), skuOf(action), q[i]));
        }
        return new TraceBody(
                traceId,
                made.taskId(),
                policy,
                status(trace),
                Instant.ofEpochMilli(made.atMs()),
                context(made.context()),
                options,
                made.action()
                        .map(action -> new TraceBody.Chosen(Candidate.providerOf(action), skuOf(action)))
                        .orElse(null),
                made.choice().map(Choice::score).orElse(null),
                made.choice().map(Choice::epsilon).orElse(null),
                explanations(made),
                trace.feedback().map(TaskMapping::learned).orElse(null),
                trace.expired()
                        .map(cause -> cause.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
    }

    static String skuOf(String action) {
        return action.substring(action.indexOf('/') + 1);
    }

    private static String status(ArchivedTrace trace) {
        if (trace.made().choice().isEmpty()) {
            return "gated";
        } else if (trace.feedback().isPresent()) {
            return "answered";
        }
        return trace.expired().isPresent() ? "expired" : "open";
    }

    private static TraceBody.Context context(TaskContext context) {
        return new TraceBody.Context(
                StateMapping.boxed(context.cpu()),
                StateMapping.boxed(context.memoryGb()),
                StateMapping.boxed(context.latencyMs()),
                context.region().orElse(null),
                context.symbol().orElse(null));
    }

    static TraceBody.Learned learned(FeedbackApplied applied) {
        return new TraceBody.Learned(
                Instant.ofEpochMilli(applied.atMs()),
                outcome(applied.outcome()),
                applied.reward(),
                applied.nextState(),
                applied.maxNext(),
                applied.oldQ(),
                applied.newQ(),
                applied.alpha(),
                applied.gamma());
    }

    private static TraceBody.Outcome outcome(TaskOutcome outcome) {
        return new TraceBody.Outcome(outcome.latencyMs(), outcome.cost(), outcome.failures(), outcome.sloHit());
    }

    static PolicyBody.LogRow logRow(TraceLog.Row row) {
        DecisionMade made = row.archived().made();
        Optional<Choice> choice = made.choice();
        Optional<FeedbackApplied> feedback = row.archived().feedback();
        return new PolicyBody.LogRow(
                row.trace(),
                Instant.ofEpochMilli(made.atMs()),
                made.taskId(),
                made.state(),
                made.candidates(),
                made.q(),
                made.action().orElse(null),
                choice.map(Choice::propensity).orElse(null),
                choice.map(Choice::epsilon).orElse(null),
                choice.map(Choice::explored).orElse(null),
                choice.map(Choice::score).orElse(null),
                status(row.archived()),
                feedback.map(applied -> Instant.ofEpochMilli(applied.atMs())).orElse(null),
                feedback.map(applied -> outcome(applied.outcome())).orElse(null),
                feedback.map(FeedbackApplied::reward).orElse(null),
                feedback.map(FeedbackApplied::nextState).orElse(null),
                feedback.map(FeedbackApplied::maxNext).orElse(null),
                feedback.map(FeedbackApplied::oldQ).orElse(null),
                feedback.map(FeedbackApplied::newQ).orElse(null));
    }
}
