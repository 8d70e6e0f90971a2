package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/**
 * A decision on the event stream: what may be done now, beside what was recorded.
 *
 * @param symbol symbol
 * @param seq sequence number
 * @param barTs start of the bar
 * @param decidedAt when
 * @param validUntil until when it is certified
 * @param stale whether that time has come
 * @param state state now
 * @param kappaPlus score
 * @param coverageEma running coverage
 * @param alpha miscoverage served
 * @param interval prediction interval
 * @param close closing price
 * @param notional size that may be risked now
 * @param riskScale over base
 * @param blockReasons why the size is 0 or cut
 * @param recordedState state as decided
 * @param recordedNotional size as decided
 */
public record StreamDecisionBody(
        String symbol,
        long seq,
        Instant barTs,
        Instant decidedAt,
        Instant validUntil,
        boolean stale,
        String state,
        Double kappaPlus,
        Double coverageEma,
        Double alpha,
        IntervalBody interval,
        Double close,
        double notional,
        double riskScale,
        List<String> blockReasons,
        String recordedState,
        double recordedNotional) {}
