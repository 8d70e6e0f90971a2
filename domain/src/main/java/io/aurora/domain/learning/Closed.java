package io.aurora.domain.learning;

/** How a trace ended. */
public sealed interface Closed {
    /**
     * It was learned from.
     *
     * @param feedback the event, whose figures a repeated feedback is answered with
     */
    record Answered(PartitionEvent.FeedbackApplied feedback) implements Closed {}

    /**
     * It was given up; feedback is refused.
     *
     * @param cause why
     */
    record Expired(PartitionEvent.ExpiryCause cause) implements Closed {}

    /** The gate let nobody be chosen; there is nothing to give feedback on. */
    record Gated() implements Closed {}
}
