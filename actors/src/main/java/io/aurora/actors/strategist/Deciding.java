package io.aurora.actors.strategist;

import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.strategist.PartitionMessages.NeedScore;
import io.aurora.actors.strategist.PartitionMessages.Routed;
import io.aurora.actors.strategist.StrategistMetrics.Phase;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.Strategy;
import java.util.List;
import java.util.Optional;

/** One decision of a batch. */
final class Deciding {
    private final BatchWork batch;
    private final Decide decide;

    Deciding(BatchWork batch, Decide decide) {
        this.batch = batch;
        this.decide = decide;
    }

    /** Chooses, and stores what the gate refuses or the built-in scorer scores; a router is asked outside of the batch. */
    void begin() {
        PartitionState state = batch.open(decide.terms());
        if (decide.gate().filter(gate -> gate.verdict() == Gate.Verdict.REFUSED).isPresent()) {
            store(state, Optional.empty(), 0.0, PartitionEvent.BUILT_IN);
            return;
        }
        long started = batch.node().nanos().getAsLong();
        Selection selection = select(state);
        batch.node().metrics().phase(Phase.SELECT, batch.node().nanos().getAsLong() - started);
        if (decide.task().route().isPresent()) {
            batch.tellInbox(new NeedScore(decide, selection));
        } else {
            store(state, Optional.of(selection), builtIn(state, selection), PartitionEvent.BUILT_IN);
        }
    }

    private Selection select(PartitionState state) {
        Exploration exploration =
                batch.policy().map(policy -> policy.exploration()).orElse(Exploration.DEFAULT);
        List<String> candidates = decide.task().candidates();
        double epsilon = exploration.at(state.visits(decide.state()));
        return Strategy.select(
                state.q(decide.state(), candidates),
                state.tries(decide.state(), candidates),
                candidates,
                epsilon,
                batch.random().nextDouble(),
                batch.random().nextDouble());
    }

    /** The router has answered, or has not in time. */
    void routed(Routed routed) {
        PartitionState state = batch.open(decide.terms());
        Optional<Selection> selection = Optional.of(routed.selection());
        if (routed.score().isPresent()) {
            store(state, selection, routed.score().getAsDouble(), "router");
        } else {
            String scoredBy = PartitionEvent.BUILT_IN + ":" + routed.reason();
            store(state, selection, builtIn(state, routed.selection()), scoredBy);
        }
    }

    private double builtIn(PartitionState state, Selection selection) {
        return state.builtInScore(decide.task().candidates().get(selection.index()));
    }

    private void store(PartitionState state, Optional<Selection> selection, double score, String scoredBy) {
        DecisionMade made = PartitionFold.decide(
                state,
                batch.nowMs(),
                decide.task().taskId(),
                decide.task().context(),
                decide.task().psi(),
                decide.state(),
                decide.task().candidates(),
                selection,
                score,
                scoredBy,
                decide.gate());
        batch.make(made);
        batch.answer(() -> answer(made));
    }

    private void answer(DecisionMade made) {
        made.choice().ifPresent(choice -> {
            String action = made.candidates().get(choice.index());
            batch.node().metrics().decided(Candidate.providerOf(action), choice.explored());
            batch.node().metrics().epsilon(batch.name().policy(), choice.epsilon());
        });
        decide.replyTo().tell(new Decided(batch.name().policy(), batch.name().number(), made));
    }
}
