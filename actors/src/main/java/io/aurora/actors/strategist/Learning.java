package io.aurora.actors.strategist;

import io.aurora.actors.protocol.StrategistProtocol.Learn;
import io.aurora.actors.protocol.StrategistProtocol.LearnRefused;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.NotKept;
import io.aurora.actors.strategist.PartitionMessages.NeedMax;
import io.aurora.actors.strategist.PartitionMessages.NeedSymbol;
import io.aurora.actors.strategist.PartitionMessages.Resolved;
import io.aurora.domain.learning.Closed;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.StateKey;
import java.util.Optional;
import java.util.OptionalDouble;

/** One feedback of a batch. */
final class Learning {
    private final BatchWork batch;
    private final Learn learn;

    Learning(BatchWork batch, Learn learn) {
        this.batch = batch;
        this.learn = learn;
    }

    /** Learns where everything is known here; what is not is asked for outside of the batch. */
    void begin() {
        resolved(new Resolved(learn, Optional.empty(), Optional.empty(), OptionalDouble.empty()));
    }

    /** Goes on with what had to be asked for; the trace may have been closed meanwhile. */
    void resolved(Resolved known) {
        Optional<PartitionState> state = batch.state();
        Optional<DecisionMade> open = state.flatMap(opened -> opened.open(learn.trace()));
        if (open.isEmpty()) {
            closed(state);
            return;
        }
        Optional<String> symbol = open.get().context().symbol();
        if (symbol.isPresent() && known.symbolState().isEmpty()) {
            batch.tellInbox(new NeedSymbol(learn, symbol.get()));
            return;
        }
        next(state.get(), open.get(), known);
    }

    private void next(PartitionState state, DecisionMade open, Resolved known) {
        int candidates = open.candidates().size();
        String next = known.nextState()
                .orElseGet(
                        () -> StateKey.of(state.terms(), open.context(), learn.psi(), candidates, known.symbolState()));
        int owner = state.terms().partitionOf(next);
        if (owner == batch.name().number()) {
            apply(state, next, state.maxQ(next, open.candidates()));
        } else if (known.maxNext().isPresent()) {
            apply(state, next, known.maxNext().getAsDouble());
        } else {
            batch.tellInbox(new NeedMax(learn, known.symbolState(), next, owner, open.candidates()));
        }
    }

    private void apply(PartitionState state, String next, double maxNext) {
        FeedbackApplied applied =
                PartitionFold.learn(state, batch.nowMs(), learn.trace(), learn.outcome(), next, maxNext);
        batch.make(applied);
        Learned answer = new Learned(applied, true, state.terms().reward());
        batch.answer(() -> {
            batch.node().metrics().learned(applied.outcome(), applied.reward());
            learn.replyTo().tell(answer);
        });
    }

    private void closed(Optional<PartitionState> state) {
        Optional<Closed> closed = state.flatMap(opened -> opened.closed(learn.trace()));
        if (closed.isPresent() && closed.get() instanceof Closed.Answered answered) {
            Learned again =
                    new Learned(answered.feedback(), false, state.get().terms().reward());
            batch.answer(() -> {
                batch.node().metrics().duplicate();
                learn.replyTo().tell(again);
            });
        } else {
            LearnReply reply = refusal(state, closed);
            batch.answer(() -> learn.replyTo().tell(reply));
        }
    }

    private LearnReply refusal(Optional<PartitionState> state, Optional<Closed> closed) {
        if (closed.isPresent()) {
            boolean gated = closed.get() instanceof Closed.Gated;
            if (!gated) {
                batch.node().metrics().tooLate();
            }
            return new LearnRefused(gated ? "gated" : "expired");
        }
        boolean made = state.isPresent() && learn.trace() <= state.get().lastTrace();
        return made ? new NotKept() : new LearnRefused("unknown_trace");
    }
}
