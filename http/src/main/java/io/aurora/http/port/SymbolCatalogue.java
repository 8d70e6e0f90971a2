package io.aurora.http.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Names of the symbols of the cluster. */
public interface SymbolCatalogue {

    /**
     * A symbol by name.
     *
     * @param name name
     * @param live whether its actor runs now; the others are in the journal only
     */
    record Known(String name, boolean live) {}

    /** All symbols ever opened, by name. */
    CompletionStage<List<Known>> known();
}
