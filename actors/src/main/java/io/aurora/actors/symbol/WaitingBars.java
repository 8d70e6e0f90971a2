package io.aurora.actors.symbol;

import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** Bars that wait behind the one in flight, in the order they came; bounded. Owned by the actor. */
final class WaitingBars {
    private final ArrayDeque<OfferBar> bars = new ArrayDeque<>();
    private final int limit;

    WaitingBars(int limit) {
        this.limit = limit;
    }

    /** Refuses, with false, what is over the limit. */
    boolean add(OfferBar bar) {
        return bars.size() < limit && bars.add(bar);
    }

    Optional<OfferBar> poll() {
        return Optional.ofNullable(bars.poll());
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    void drain(Consumer<OfferBar> to) {
        while (!bars.isEmpty()) {
            to.accept(bars.poll());
        }
    }
}
