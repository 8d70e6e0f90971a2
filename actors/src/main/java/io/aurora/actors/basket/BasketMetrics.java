package io.aurora.actors.basket;

import io.aurora.domain.portfolio.RebalanceRule;

/** Where the keeper counts. Methods return at once and never throw. */
public interface BasketMetrics {
    /** What an optimisation came to. */
    enum Result {
        MOVED,
        KEPT,
        FAILED
    }

    /** A basket was due and optimised, or that failed. */
    void optimised(RebalanceRule.Cause cause, Result result);

    /** The worst-case shortfall of a basket's weights, return of a bar. */
    void shortfall(String basket, double worstCase);

    /** The keeper is here no more: another node shows the basket. */
    void left(String basket);
}
