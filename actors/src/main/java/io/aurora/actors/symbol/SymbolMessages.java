package io.aurora.actors.symbol;

import io.aurora.actors.protocol.SymbolProtocol.Internal;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.symbol.HotRecurrence;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.Optional;

/** What a symbol's actor tells itself. A token names the step that is waited for; what comes for another one is late and ignored. */
interface SymbolMessages {

    /** Sharding wants the entity gone: a bar in flight is finished first. */
    record Stop() implements Internal {}

    /** The bar in flight may go on: everything before it is stored. */
    record Begin() implements Internal {}

    /** The next waiting bar may be taken up. */
    record TakeNext() implements Internal {}

    /** A refit came back; no answer: nobody made it in time. */
    record RouterFitted(RouterFit fit, Optional<InferenceProtocol.Fitted> answer) implements Internal {}

    /** The bar in flight has waited long enough for its refit. */
    record RouterLate(long token) implements Internal {}

    /** Inference answered; no answer: the deadline passed. */
    record Answered(long token, Optional<InferenceProtocol.Answer> answer) implements Internal {}

    /** The pause is over, inference may be asked again. */
    record AskAgain(long token) implements Internal {}

    /** The model was asked for recurrent state that bars without its forecast left behind; no answer: it did not give any in time. */
    record CaughtUp(HotRecurrence.CatchUp asked, Optional<InferenceProtocol.Answer> answer) implements Internal {}

    /** A long poll has waited long enough. */
    record WaitOver(long waiter) implements Internal {}
}
