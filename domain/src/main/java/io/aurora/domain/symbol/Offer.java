package io.aurora.domain.symbol;

import io.aurora.domain.market.Bar;
import java.util.OptionalLong;

/**
 * A bar as it reached the node.
 *
 * @param bar the bar
 * @param historical whether it is of the past: lag is not measured and the future is not refused
 * @param receivedAtMs receipt at the node's edge, epoch milliseconds
 */
public record Offer(Bar bar, boolean historical, long receivedAtMs) {
    /** Receipt against which a live bar may be from the future; absent for historical ones. */
    public OptionalLong liveReceiptMs() {
        return historical ? OptionalLong.empty() : OptionalLong.of(receivedAtMs);
    }
}
