package io.aurora.config;

import io.aurora.domain.check.Require;
import io.aurora.domain.market.SymbolSpec;
import java.util.List;
import java.util.Set;

/**
 * Where bars come from besides HTTP and Kafka.
 *
 * @param kind which feed runs
 * @param builtin the simulated market
 * @param file files
 */
public record FeedSettings(Kind kind, Builtin builtin, FileFeed file) {

    /** Which feed runs. */
    public enum Kind {
        BUILTIN,
        FILE,
        NONE
    }

    /**
     * The simulated market.
     *
     * @param seed same seed, same bars
     * @param symbols names, all different
     * @param warmBars bars a symbol offered at full speed first
     * @param barsPerSecond speed after that, a symbol
     */
    public record Builtin(long seed, List<String> symbols, int warmBars, double barsPerSecond) {
        public Builtin {
            symbols = List.copyOf(symbols);
            Require.atLeast("symbols", symbols.size(), 1);
            symbols.forEach(
                    name -> Check.that(SymbolSpec.isName(name), "must match [A-Za-z0-9._-]{1,32}", "symbols", name));
            Check.that(Set.copyOf(symbols).size() == symbols.size(), "must differ", "symbols", symbols);
            Require.atLeast("warm_bars", warmBars, 0);
            Require.positive("bars_per_second", barsPerSecond);
        }
    }

    /**
     * Files.
     *
     * @param paths CSV or CSV.gz, one symbol each
     * @param speed against real time; 0: as fast as they are taken
     * @param historical lag is not measured
     */
    public record FileFeed(List<String> paths, double speed, boolean historical) {
        public FileFeed {
            paths = List.copyOf(paths);
            Require.nonNegative("speed", speed);
        }
    }

    public FeedSettings {
        if (kind == Kind.FILE && file.paths().isEmpty()) {
            throw new IllegalArgumentException("a file feed needs files: kind=file, file.paths=[]");
        }
    }
}
