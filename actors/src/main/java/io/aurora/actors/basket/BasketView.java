package io.aurora.actors.basket;

import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.RebalanceRule;
import java.util.List;
import java.util.Optional;

/**
 * A basket as its keeper shows it.
 *
 * @param name its name
 * @param symbols its members, in the order of the weights
 * @param rule when it is optimised anew and when its weights move
 * @param standing its weights; absent before the first optimisation
 * @param trouble why the last attempt came to nothing; absent where it did not
 */
public record BasketView(
        String name, List<String> symbols, RebalanceRule rule, Optional<Standing> standing, Optional<String> trouble) {
    public BasketView {
        symbols = List.copyOf(symbols);
    }

    /**
     * Weights in force.
     *
     * @param weights with what is known of them
     * @param optimised when and why they were last looked at, moved or not
     * @param rebalanced when and why they last moved
     */
    public record Standing(BasketWeights weights, Occasion optimised, Occasion rebalanced) {}

    /**
     * When and why.
     *
     * @param atMs epoch milliseconds
     * @param due what made it due
     */
    public record Occasion(long atMs, RebalanceRule.Due due) {}
}
