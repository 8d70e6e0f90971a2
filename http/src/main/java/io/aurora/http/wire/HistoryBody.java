package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/**
 * A page of a symbol's records, as they were decided.
 *
 * @param symbol symbol
 * @param decisions by sequence number
 * @param transitions those of the page's decisions
 * @param next value of {@code after} for the next page; null on the last one
 */
public record HistoryBody(String symbol, List<Decision> decisions, List<Transition> transitions, Long next) {

    /** A recorded decision. */
    public record Decision(
            long seq,
            Instant barTs,
            Instant decidedAt,
            Instant validUntil,
            String state,
            Double kappaPlus,
            Double coverageEma,
            Double alpha,
            IntervalBody interval,
            Double close,
            double notional,
            double riskScale,
            List<String> blockReasons) {}

    /** A recorded transition. */
    public record Transition(
            long seq, Instant barTs, Instant decidedAt, String from, String to, List<String> reasons) {}
}
