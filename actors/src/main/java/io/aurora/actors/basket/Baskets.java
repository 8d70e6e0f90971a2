package io.aurora.actors.basket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster's baskets as this node knows them. */
@FunctionalInterface
public interface Baskets {
    /** All baskets by name. */
    List<BasketView> all();

    /**
     * A symbol's part in a basket.
     *
     * @param basket its name
     * @param weight of the symbol
     * @param standing the basket's weights
     */
    record Holding(String basket, double weight, BasketView.Standing standing) {}

    default Optional<BasketView> find(String name) {
        return all().stream().filter(view -> view.name().equals(name)).findFirst();
    }

    /** The parts of a symbol in the baskets that have weights. */
    default List<Holding> of(String symbol) {
        List<Holding> holdings = new ArrayList<>();
        for (BasketView view : all()) {
            int at = view.symbols().indexOf(symbol);
            if (at >= 0 && view.standing().isPresent()) {
                BasketView.Standing standing = view.standing().get();
                holdings.add(
                        new Holding(view.name(), standing.weights().weights().get(at), standing));
            }
        }
        return holdings;
    }
}
