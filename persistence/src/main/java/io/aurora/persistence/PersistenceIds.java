package io.aurora.persistence;

import java.util.Optional;

/** Names of the entities' journals. They stand in every stored row and in every hash, and never change. */
public final class PersistenceIds {
    /** Entity type of symbols, in Akka's sense: the id is {@code symbol|NAME}. */
    public static final String SYMBOL_TYPE = "symbol";

    /** The desk's journal. */
    public static final String DESK = "desk|desk";

    private static final String SYMBOL_PREFIX = SYMBOL_TYPE + "|";

    private PersistenceIds() {}

    public static String symbol(String name) {
        return SYMBOL_PREFIX + name;
    }

    /** Name of the symbol whose journal it is; absent for other entities. */
    public static Optional<String> symbolOf(String persistenceId) {
        return persistenceId.startsWith(SYMBOL_PREFIX)
                ? Optional.of(persistenceId.substring(SYMBOL_PREFIX.length()))
                : Optional.empty();
    }
}
