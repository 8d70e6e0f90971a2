package io.aurora.persistence.readside;

import java.util.List;
import java.util.stream.IntStream;

/** Tags {@code shard-0..7} that spread the symbols' events over the projections. A symbol's tag never changes. */
public final class SymbolTags {
    public static final int COUNT = 8;

    private static final List<String> ALL =
            IntStream.range(0, COUNT).mapToObj(i -> "shard-" + i).toList();

    private SymbolTags() {}

    /** Tag of a symbol: {@code String.hashCode}, which the language fixes, modulo 8. */
    public static String of(String symbol) {
        return ALL.get(Math.floorMod(symbol.hashCode(), COUNT));
    }

    public static List<String> all() {
        return ALL;
    }
}
