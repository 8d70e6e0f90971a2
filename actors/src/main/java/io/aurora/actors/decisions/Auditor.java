package io.aurora.actors.decisions;

import io.aurora.actors.protocol.StrategistProtocol.Learn;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.NotKept;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.strategist.Partitions;
import io.aurora.actors.strategist.Policies;
import io.aurora.actors.strategist.StrategistMetrics;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Brings an outcome to the partition that learns from it, once, and answers after that is stored. What the partition has let go of is
 * answered from the read side as it was the first time. Thread-safe.
 */
public final class Auditor {
    private final Policies policies;
    private final Partitions partitions;
    private final PsiReader psi;
    private final TraceArchive archive;
    private final StrategistMetrics metrics;

    public Auditor(
            Policies policies, Partitions partitions, PsiReader psi, TraceArchive archive, StrategistMetrics metrics) {
        this.policies = policies;
        this.partitions = partitions;
        this.psi = psi;
        this.archive = archive;
        this.metrics = metrics;
    }

    /** What came of the outcome; a failed stage where the cluster does not answer in time. */
    public CompletionStage<LearnReply> learn(TraceId trace, TaskOutcome outcome) {
        Optional<String> policy = policies.of(trace);
        if (policy.isEmpty()) {
            return done(new LearnRefused("unknown_trace"));
        }
        return policies.created(policy.get())
                .thenCompose(terms -> terms.filter(created -> trace.partition() < created.partitions())
                        .map(created -> psi.now().thenCompose(field -> ask(trace, created, outcome, field)))
                        .orElseGet(() -> done(new LearnRefused("unknown_trace"))));
    }

    private CompletionStage<LearnReply> ask(TraceId trace, PolicyTerms terms, TaskOutcome outcome, PsiField field) {
        CompletionStage<LearnReply> asked = partitions.ask(
                terms.policy(), trace.partition(), replyTo -> new Learn(trace.number(), outcome, field, replyTo));
        return asked.thenApply(reply -> reply instanceof NotKept ? archived(trace, terms) : done(reply))
                .thenCompose(Function.identity());
    }

    /** The partition remembers as many closed traces as its settings say; older ones the read side has had long since. */
    private CompletionStage<LearnReply> archived(TraceId trace, PolicyTerms terms) {
        return archive.find(trace, terms.policy())
                .thenApply(found -> found.map(old -> answer(old, terms.reward()))
                        .orElseGet(() -> new Unavailable("read_side_behind")));
    }

    private LearnReply answer(ArchivedTrace old, RewardTerms terms) {
        if (old.feedback().isPresent()) {
            metrics.duplicate();
            return new Learned(old.feedback().get(), false, terms);
        } else if (old.made().choice().isEmpty()) {
            return new LearnRefused("gated");
        } else if (old.expired().isPresent()) {
            metrics.tooLate();
            return new LearnRefused("expired");
        }
        return new Unavailable("read_side_behind");
    }

    private static CompletionStage<LearnReply> done(LearnReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
