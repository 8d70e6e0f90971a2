package io.aurora.http.wire;

import java.util.List;

/**
 * Names of all symbols.
 *
 * @param count how many
 * @param symbols by name
 */
public record SymbolsBody(int count, List<Entry> symbols) {
    /**
     * A symbol.
     *
     * @param name name
     * @param live whether its actor runs
     */
    public record Entry(String name, boolean live) {}
}
