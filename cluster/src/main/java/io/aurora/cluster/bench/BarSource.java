package io.aurora.cluster.bench;

import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.simulation.MarketSimulator;
import java.util.List;

/** Each symbol's bars, going on behind its last one. One caller at a time for each symbol. */
final class BarSource {
    private final List<SymbolSpec> symbols;
    private final List<MarketSimulator> markets;

    BarSource(List<SymbolSpec> symbols) {
        this.symbols = symbols;
        this.markets = symbols.stream().map(SeededJournal::market).toList();
    }

    int symbols() {
        return symbols.size();
    }

    String name(int symbol) {
        return symbols.get(symbol).name();
    }

    /** Goes on behind the bar that began at {@code tsMs}. */
    void skipPast(int symbol, long tsMs) {
        markets.get(symbol).skipPast(tsMs);
    }

    Bar next(int symbol) {
        return markets.get(symbol).next();
    }
}
