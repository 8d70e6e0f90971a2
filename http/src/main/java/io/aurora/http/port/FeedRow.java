package io.aurora.http.port;

/**
 * A row of the event stream.
 *
 * @param offset the read side's offset, the same on every node and growing along the stream
 * @param payload what happened
 */
public record FeedRow(long offset, Payload payload) {
    /** What a row tells of. */
    public sealed interface Payload permits DecisionRow, TransitionRow {
        String symbol();
    }
}
