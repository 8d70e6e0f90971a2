package io.aurora.http.port;

import io.aurora.domain.acceptance.AcceptanceState;
import java.util.List;

/**
 * A transition of the acceptance state machine as the read side holds it.
 *
 * @param symbol symbol
 * @param seq sequence number of its event
 * @param barTsMs start of the bar, epoch milliseconds
 * @param decidedAtMs epoch milliseconds
 * @param from state left
 * @param to state entered
 * @param reasons why
 */
public record TransitionRow(
        String symbol,
        long seq,
        long barTsMs,
        long decidedAtMs,
        AcceptanceState from,
        AcceptanceState to,
        List<String> reasons)
        implements FeedRow.Payload {
    public TransitionRow {
        reasons = List.copyOf(reasons);
    }
}
