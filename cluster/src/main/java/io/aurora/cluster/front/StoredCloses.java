package io.aurora.cluster.front;

import io.aurora.http.port.Closes;
import io.aurora.persistence.readside.DecisionRow;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Closes from the read side's decisions. */
final class StoredCloses implements Closes {
    private final BiFunction<String, Integer, List<DecisionRow.Close>> recorded;
    private final Blocking blocking;

    /** @param recorded the last closes of a symbol, oldest first, at most so many */
    StoredCloses(BiFunction<String, Integer, List<DecisionRow.Close>> recorded, Blocking blocking) {
        this.recorded = recorded;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<List<Close>> newest(String symbol, int limit) {
        return blocking.call(() -> recorded.apply(symbol, limit).stream()
                .map(row -> new Close(row.barTsMs(), row.price()))
                .toList());
    }
}
