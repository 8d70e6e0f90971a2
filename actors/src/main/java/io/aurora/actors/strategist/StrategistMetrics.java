package io.aurora.actors.strategist;

import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.domain.learning.TaskOutcome;

/**
 * What happens in the decision loop, told where it happens and once. Implementations count; they return at once, never throw and are
 * called from many threads.
 */
public interface StrategistMetrics {
    StrategistMetrics NONE = new StrategistMetrics() {};

    /** Where the time of a decision goes. */
    enum Phase {
        PSI,
        FEATURIZE,
        SELECT,
        ROUTE,
        STORE,
        TOTAL
    }

    /** A decision is stored and somebody was chosen. */
    default void decided(String provider, boolean explored) {}

    default void phase(Phase phase, long nanos) {}

    /** An outcome was learned from. */
    default void learned(TaskOutcome outcome, double reward) {}

    /** A feedback was answered as the first one of its trace had been. */
    default void duplicate() {}

    /** Traces were given up. */
    default void expired(int traces) {}

    /** A feedback came for a trace that was given up. */
    default void tooLate() {}

    /** The probability of exploring in the state that was decided on last. */
    default void epsilon(String policy, double epsilon) {}

    /** A partition of this node has these sizes now. */
    default void sizes(String policy, int partition, Counts counts) {}

    /** A partition left this node. */
    default void left(String policy, int partition) {}

    /** The router was asked; {@code result} is {@code ok} or why not. */
    default void routed(String result) {}
}
