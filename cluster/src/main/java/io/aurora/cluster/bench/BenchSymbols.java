package io.aurora.cluster.bench;

import io.aurora.config.AuroraSettings;
import io.aurora.domain.market.SymbolSpec;
import java.util.ArrayList;
import java.util.List;

/** Symbols that benchmarks use, with the settings that a node gives to symbols it was not told of. */
final class BenchSymbols {
    private BenchSymbols() {}

    /** Those that a node is loaded with. */
    static List<SymbolSpec> node(AuroraSettings settings, int count) {
        return named(settings, "BENCH-", count);
    }

    /** Those whose rows are inserted without a node. */
    static List<SymbolSpec> journal(AuroraSettings settings, int count) {
        return named(settings, "BARE-", count);
    }

    private static List<SymbolSpec> named(AuroraSettings settings, String prefix, int count) {
        List<SymbolSpec> specs = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String name = prefix + i;
            specs.add(settings.symbols()
                    .symbol(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be on for a benchmark: aurora.symbols.auto_create, symbol=" + name)));
        }
        return specs;
    }
}
