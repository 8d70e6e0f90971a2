package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import java.util.List;
import java.util.Optional;

/** The events that a decision and its outcome are, made of a partition's state without changing it. */
public final class PartitionFold {
    private PartitionFold() {}

    /**
     * The next decision of a partition. Its number follows the state's last one, so of several decisions made from one state each has to
     * be applied before the next is made.
     *
     * @param selection what was picked, with the values it was picked by; absent exactly where the gate refuses
     * @param scoreBeforeGate execution score in [0, 1] as the router or the built-in scorer gave it; the gate's
     *     {@link Gate#scoreFactor} is applied here. Unused where nothing was picked.
     * @param scoredBy who gave it, see {@link Choice#scoredBy}
     */
    public static DecisionMade decide(
            PartitionState partition,
            long atMs,
            String taskId,
            TaskContext context,
            PsiField psi,
            String state,
            List<String> candidates,
            Optional<Selection> selection,
            double scoreBeforeGate,
            String scoredBy,
            Optional<Gate> gate) {
        double factor = gate.map(Gate::scoreFactor).orElse(1.0);
        Optional<Choice> choice = selection.map(made -> new Choice(
                made.index(),
                made.explored(),
                made.propensity(),
                made.epsilon(),
                factor * Require.within("score", scoreBeforeGate, 0.0, 1.0),
                scoredBy));
        double[] q = selection.map(Selection::q).orElseGet(() -> partition.q(state, candidates));
        return new DecisionMade(
                atMs, partition.lastTrace() + 1, taskId, context, psi, state, candidates, q, choice, gate);
    }

    /**
     * The update that an outcome causes.
     *
     * @param trace an open trace's number
     * @param nextState state of the trace's context now
     * @param maxNext largest value of the trace's candidates in {@code nextState}, from whichever partition holds it
     */
    public static FeedbackApplied learn(
            PartitionState partition, long atMs, long trace, TaskOutcome outcome, String nextState, double maxNext) {
        DecisionMade decision = partition
                .open(trace)
                .orElseThrow(() -> new IllegalArgumentException("must be an open trace: trace=" + trace));
        String action = decision.action().orElseThrow();
        PolicyTerms terms = partition.terms();
        double reward = Reward.of(terms.reward(), outcome).total();
        double oldQ = partition.q(decision.state(), List.of(action))[0];
        return new FeedbackApplied(
                atMs,
                trace,
                outcome,
                reward,
                decision.state(),
                action,
                nextState,
                maxNext,
                oldQ,
                updated(oldQ, terms.alpha(), reward, terms.gamma(), maxNext),
                terms.alpha(),
                terms.gamma());
    }

    /**
     * {@code oldQ + alpha (reward + gamma maxNext - oldQ)} (Watkins and Dayan, Q-learning, Machine Learning 8, 1992), evaluated in that
     * order, so that whoever recomputes it gets the same bits.
     */
    public static double updated(double oldQ, double alpha, double reward, double gamma, double maxNext) {
        Require.finite("max_next", maxNext);
        return oldQ + alpha * (reward + gamma * maxNext - oldQ);
    }
}
