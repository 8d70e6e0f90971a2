package io.aurora.config;

import io.aurora.domain.market.SymbolSpec;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Declared symbols, resolved against the defaults.
 *
 * @param autoCreate whether the first bar of an undeclared symbol opens it
 * @param defaults what holds for an undeclared symbol; its name is {@code defaults}
 * @param declared declared symbols by name, sorted
 */
public record SymbolsSettings(boolean autoCreate, SymbolSpec defaults, SortedMap<String, SymbolSpec> declared) {
    public SymbolsSettings {
        declared = Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    }

    /**
     * What a symbol is; absent where it is undeclared and {@code auto_create} is off.
     *
     * @throws IllegalArgumentException where the name itself is bad
     */
    public Optional<SymbolSpec> symbol(String name) {
        SymbolSpec.requireName(name);
        SymbolSpec known = declared.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return autoCreate
                ? Optional.of(new SymbolSpec(
                        name,
                        defaults.barLengthMs(),
                        defaults.gapPolicy(),
                        defaults.gridOffsetMs(),
                        defaults.profile(),
                        defaults.baseNotional()))
                : Optional.empty();
    }
}
