package io.aurora.http.port;

import io.aurora.domain.acceptance.AcceptanceState;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A decision as the read side holds it: the record, without the overlays of the time of reading. Figures are absent in warm-up.
 *
 * @param symbol symbol
 * @param seq sequence number of its event
 * @param barTsMs start of the bar, epoch milliseconds
 * @param decidedAtMs epoch milliseconds
 * @param validUntilMs until when it is certified; absent for bars of the past
 * @param state recorded state
 * @param kappaPlus score
 * @param coverageEma running coverage
 * @param alpha miscoverage served
 * @param lower lower end of the interval, price
 * @param upper upper end of the interval, price
 * @param close closing price of the bar
 * @param notional recorded size
 * @param riskScale recorded size over base
 * @param blockReasons why the size is 0 or cut
 */
public record DecisionRow(
        String symbol,
        long seq,
        long barTsMs,
        long decidedAtMs,
        OptionalLong validUntilMs,
        AcceptanceState state,
        OptionalDouble kappaPlus,
        OptionalDouble coverageEma,
        OptionalDouble alpha,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble close,
        double notional,
        double riskScale,
        List<String> blockReasons)
        implements FeedRow.Payload {
    public DecisionRow {
        blockReasons = List.copyOf(blockReasons);
    }
}
