package io.aurora.config;

import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.risk.Scenarios;
import java.util.List;
import java.util.Set;

/** What is said of a basket, key by key as configuration has it; the defaults name no symbols. */
public record BasketForm(List<String> symbols, int everyBars, double kappaMove, double cost) {
    public BasketForm {
        symbols = List.copyOf(symbols);
        Check.that(
                symbols.size() <= Scenarios.MAX_ASSETS,
                "must name at most " + Scenarios.MAX_ASSETS,
                "symbols",
                symbols.size());
        Check.that(Set.copyOf(symbols).size() == symbols.size(), "must differ", "symbols", symbols);
        new RebalanceRule(everyBars, kappaMove, cost);
    }

    BasketSettings settings(String name) {
        return new BasketSettings(name, symbols, new RebalanceRule(everyBars, kappaMove, cost));
    }
}
