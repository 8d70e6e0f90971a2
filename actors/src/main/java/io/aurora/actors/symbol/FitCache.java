package io.aurora.actors.symbol;

import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refits of the BIC router that were asked for ahead of the bar that uses them. A result is found by the whole fit, its returns
 * included, so that one from before a reset can never be taken for another. Owned by the actor.
 */
final class FitCache {
    private static final int LIMIT = 4;

    private final Map<RouterFit, Optional<RegimeProbabilities>> done = new HashMap<>();
    private final ArrayDeque<RouterFit> order = new ArrayDeque<>();
    private final Set<RouterFit> asked = new HashSet<>();

    /** True where the fit is neither known nor on its way: the caller now asks for it. */
    boolean ask(RouterFit fit) {
        return !done.containsKey(fit) && asked.add(fit);
    }

    void failed(RouterFit fit) {
        asked.remove(fit);
    }

    void fitted(RouterFit fit, Optional<RegimeProbabilities> probabilities) {
        asked.remove(fit);
        if (done.put(fit, probabilities) == null) {
            order.add(fit);
        }
        while (order.size() > LIMIT) {
            done.remove(order.poll());
        }
    }

    boolean has(RouterFit fit) {
        return done.containsKey(fit);
    }

    /** The result, which is dropped: each is used once. */
    Optional<RegimeProbabilities> use(RouterFit fit) {
        order.remove(fit);
        return done.remove(fit);
    }

    void clear() {
        done.clear();
        order.clear();
        asked.clear();
    }
}
