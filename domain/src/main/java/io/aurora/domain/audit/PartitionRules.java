package io.aurora.domain.audit;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.Reward;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event of a partition must say, given everything before it. Doubles are compared by their bits.
 *
 * <p>A decision that a router scored, or failed to, was picked some events before it was recorded: its values are those of then, and
 * only what follows from them is held against it.
 */
final class PartitionRules {
    private final PartitionState state;
    private final PolicyTerms terms;
    private final PlainTable table;
    private final List<String> differences = new ArrayList<>();

    PartitionRules(PartitionState state, PlainTable table) {
        this.state = state;
        this.terms = state.terms();
        this.table = table;
    }

    /** Lines {@code field: recorded=a, derived=b}; empty where all is as it must be. */
    List<String> differences(PartitionEvent event) {
        if (event instanceof FeedbackApplied applied) {
            feedback(applied);
        } else if (event instanceof DecisionMade made) {
            decision(made);
        } else if (event instanceof RowsImported imported) {
            for (QRow row : imported.rows()) {
                same("partition of " + row.state(), state.partition(), terms.partitionOf(row.state()));
            }
        }
        return differences;
    }

    private void feedback(FeedbackApplied applied) {
        same("alpha", applied.alpha(), terms.alpha());
        same("gamma", applied.gamma(), terms.gamma());
        double reward = Reward.of(terms.reward(), applied.outcome()).total();
        same("reward", applied.reward(), reward);
        double oldQ = table.value(applied.state(), applied.action());
        same("oldQ", applied.oldQ(), oldQ);
        double newQ = oldQ + terms.alpha() * (reward + terms.gamma() * applied.maxNext() - oldQ);
        same("newQ", applied.newQ(), newQ);
    }

    private void decision(DecisionMade made) {
        String key = StateKey.of(
                terms,
                made.context(),
                made.psi(),
                made.candidates().size(),
                made.gate().map(Gate::state));
        same("state", made.state(), key);
        same("partition", state.partition(), terms.partitionOf(made.state()));
        boolean refused = made.gate()
                .filter(gate -> gate.verdict() == Gate.Verdict.REFUSED)
                .isPresent();
        same("chosen", made.choice().isPresent(), !refused);
        boolean pickedNow = made.choice()
                .map(choice -> choice.scoredBy().equals(PartitionEvent.BUILT_IN))
                .orElse(true);
        if (pickedNow) {
            values(made);
        }
        if (!refused && made.choice().isPresent()) {
            choice(made, made.choice().get(), pickedNow);
        }
    }

    private void values(DecisionMade made) {
        double[] recorded = made.q();
        for (int i = 0; i < recorded.length; i++) {
            String action = made.candidates().get(i);
            same("q of " + action, recorded[i], table.value(made.state(), action));
        }
    }

    private void choice(DecisionMade made, Choice choice, boolean pickedNow) {
        double[] q = made.q();
        if (pickedNow) {
            long[] tries = state.tries(made.state(), made.candidates());
            int greedy = Strategy.greedy(q, tries, made.candidates());
            double[] odds = Strategy.propensities(q, tries, made.candidates(), choice.epsilon());
            if (!choice.explored()) {
                same("index", choice.index(), greedy);
            }
            same("propensity", choice.propensity(), odds[choice.index()]);
            double factor = made.gate().map(Gate::scoreFactor).orElse(1.0);
            String action = made.candidates().get(choice.index());
            same("score", choice.score(), factor * state.builtInScore(action));
        } else if (!choice.explored()) {
            double best = q[choice.index()];
            for (double value : q) {
                best = Math.max(best, value);
            }
            same("q of the chosen one", q[choice.index()], best);
        }
    }

    private void same(String field, double recorded, double derived) {
        if (Double.doubleToRawLongBits(recorded) != Double.doubleToRawLongBits(derived)) {
            differ(field, recorded, derived);
        }
    }

    private void same(String field, Object recorded, Object derived) {
        if (!recorded.equals(derived)) {
            differ(field, recorded, derived);
        }
    }

    private void differ(String field, Object recorded, Object derived) {
        differences.add(field + ": recorded=" + recorded + ", derived=" + derived);
    }
}
