package io.aurora.config;

import io.aurora.domain.portfolio.RebalanceRule;
import java.util.List;

/**
 * A portfolio that is kept up.
 *
 * @param name its name
 * @param symbols its members in the order of its weights, at least 1, different
 * @param rule when it is optimised anew and when its weights move
 */
public record BasketSettings(String name, List<String> symbols, RebalanceRule rule) {
    public BasketSettings {
        symbols = List.copyOf(symbols);
        Check.that(!symbols.isEmpty(), "must name at least one", "symbols", symbols);
    }
}
