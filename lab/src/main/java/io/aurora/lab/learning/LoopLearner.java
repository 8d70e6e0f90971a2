package io.aurora.lab.learning;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The decision loop: one partition, one state, the fold that a node runs, without the node. */
public final class LoopLearner implements Learner {
    private static final int CLOSED_KEPT = 16;

    private final PartitionState partition;
    private final Exploration exploration;
    private final SplittableRandom random;
    private final List<String> candidates;
    private final String state;
    private long clockMs;
    private Selection last;

    /**
     * @param terms the policy's; one partition is used
     * @param exploration how often it explores
     * @param providers how many there are to choose among
     */
    public LoopLearner(PolicyTerms terms, Exploration exploration, int providers, long seed) {
        this.partition = PartitionState.of(new PartitionOpened(0, terms, 0), CLOSED_KEPT);
        this.exploration = exploration;
        this.random = new SplittableRandom(seed);
        this.candidates = IntStream.range(0, providers)
                .mapToObj(i -> "provider-" + (i + 1) + "/standard")
                .toList();
        this.state = StateKey.of(terms, TaskContext.EMPTY, PsiField.NEUTRAL, providers, Optional.empty());
    }

    @Override
    public int choose() {
        Selection selection = Strategy.select(
                partition.q(state, candidates),
                partition.tries(state, candidates),
                candidates,
                exploration.at(partition.visits(state)),
                random.nextDouble(),
                random.nextDouble());
        DecisionMade decision = PartitionFold.decide(
                partition,
                ++clockMs,
                "task-" + clockMs,
                TaskContext.EMPTY,
                PsiField.NEUTRAL,
                state,
                candidates,
                Optional.of(selection),
                partition.builtInScore(candidates.get(selection.index())),
                PartitionEvent.BUILT_IN,
                Optional.empty());
        partition.apply(decision);
        last = selection;
        return selection.index();
    }

    /** How the last choice was made; there must have been one. */
    public Selection last() {
        return last;
    }

    @Override
    public void earned(int provider, double reward) {
        partition.apply(PartitionFold.learn(
                partition,
                ++clockMs,
                partition.lastTrace(),
                Outcomes.worth(reward),
                state,
                partition.maxQ(state, candidates)));
    }
}
