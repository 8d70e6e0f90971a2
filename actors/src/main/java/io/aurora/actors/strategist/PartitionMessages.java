package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.Internal;
import io.aurora.actors.protocol.StrategistProtocol.Learn;
import io.aurora.actors.protocol.StrategistProtocol.Request;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.domain.learning.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a partition, its journal and their helpers tell each other; nothing of it leaves the node. */
final class PartitionMessages {
    private PartitionMessages() {}

    /** What the journal works on: requests, and requests with what they had to wait for. */
    sealed interface Resumed extends Internal permits Routed, Resolved {
        /** Who waits for the answer. */
        ActorRef<? super Unavailable> replyTo();
    }

    /** A decision whose score is known, or known not to come: {@code reason} says why. */
    record Routed(Decide decide, Selection selection, OptionalDouble score, String reason) implements Resumed {
        @Override
        public ActorRef<? super Unavailable> replyTo() {
            return decide.replyTo();
        }
    }

    /**
     * A feedback whose next state is known.
     *
     * @param symbolState state of the decision's symbol now; absent where it named none
     * @param nextState key of the next state; absent as long as nobody has worked it out
     * @param maxNext its best value; absent where this partition owns that state
     */
    record Resolved(Learn learn, Optional<String> symbolState, Optional<String> nextState, OptionalDouble maxNext)
            implements Resumed {
        @Override
        public ActorRef<? super Unavailable> replyTo() {
            return learn.replyTo();
        }
    }

    /** The journal needs a score before it can store. */
    record NeedScore(Decide decide, Selection selection) implements Internal {}

    /** The journal needs the state of the decision's symbol. */
    record NeedSymbol(Learn learn, String symbol) implements Internal {}

    /** The journal needs the best value of a state that another partition owns. */
    record NeedMax(Learn learn, Optional<String> symbolState, String nextState, int owner, List<String> candidates)
            implements Internal {}

    /** Something could not be waited for; its asker hears so. */
    record Failed(ActorRef<? super Unavailable> replyTo, String reason) implements Internal {}

    /** Give up traces whose time is over. */
    record Sweep() implements Internal {}

    /** The journal has stored and answered, or given up, what it was told. */
    record BatchDone() implements Internal {}

    /** Sharding moves the entity. */
    record Stop() implements Internal {}

    /** What the journal works through and stores at once, in this order. */
    record Batch(List<Command> commands, ActorRef<BatchDone> replyTo) {}

    /** Who waits for the answer to {@code command}; nobody for messages of our own. */
    static Optional<ActorRef<? super Unavailable>> waiter(Command command) {
        if (command instanceof Request request) {
            return Optional.of(request.replyTo());
        }
        return command instanceof Resumed resumed ? Optional.of(resumed.replyTo()) : Optional.empty();
    }
}
