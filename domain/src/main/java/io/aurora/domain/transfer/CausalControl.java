package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import java.util.List;

/**
 * Causal-chain control (CCC): tail policies of a symbol are on only where its causal graph has been validated, that is where graphs of this
 * size and length of series, simulated with known edges, are recovered with an F1 score of at least 0.75 ({@link CausalSimulation}).
 *
 * @param graph the graph over the symbols
 * @param simulatedF1 mean F1 of direct edges over simulated graphs, in [0, 1]
 */
public record CausalControl(CausalGraph graph, double simulatedF1) {
    public CausalControl {
        Require.within("simulatedF1", simulatedF1, 0.0, 1.0);
    }

    public boolean isValidated() {
        return simulatedF1 >= CausalGraph.VALID_F1;
    }

    /** Whether tail policies of the symbol may be on: it is part of a validated graph. */
    public boolean isEnabled(String symbol) {
        return isValidated() && graph.symbols().contains(symbol);
    }

    /** Symbols whose extremes lead those of {@code symbol}: the ones its tail policy watches. Empty where the policy is off. */
    public List<String> leadersOf(String symbol) {
        int effect = graph.symbols().indexOf(symbol);
        return isEnabled(symbol)
                ? graph.present().stream()
                        .filter(e -> e.effect() == effect)
                        .map(e -> graph.symbols().get(e.cause()))
                        .toList()
                : List.of();
    }
}
