package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/**
 * The certified decision of a symbol at the time of reading.
 *
 * @param symbol symbol
 * @param seq sequence number of the symbol's last event
 * @param barTs start of the bar decided on
 * @param decidedAt when
 * @param validUntil from then on the answer is BLOCK; null for bars of the past
 * @param stale whether that time has come
 * @param obeyed whether the size is meant to be obeyed (not in profile shadow)
 * @param state WARMUP, PASS, DERISK or BLOCK
 * @param kappaPlus score
 * @param interval prediction interval of the next close, price
 * @param notional size that may be risked
 * @param riskScale size over base
 * @param blockReasons why the size is 0 or cut
 * @param baskets the symbol's parts in baskets; no part of what is certified of it
 */
public record DecisionBody(
        String symbol,
        long seq,
        Instant barTs,
        Instant decidedAt,
        Instant validUntil,
        boolean stale,
        boolean obeyed,
        String state,
        Double kappaPlus,
        IntervalBody interval,
        double notional,
        double riskScale,
        List<String> blockReasons,
        List<BasketBody.Holding> baskets) {}
