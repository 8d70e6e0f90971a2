package io.aurora.actors.basket;

import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.config.BasketSettings;
import io.aurora.config.OfflineSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a node lends to the keeper of baskets.
 *
 * @param baskets the baskets by name
 * @param dro what they are optimised under
 * @param symbols reads a live symbol
 * @param bars what was recorded of them
 * @param heavy threads for optimisation
 * @param clock wall clock
 * @param nanos clock of deadlines
 * @param metrics where it counts
 */
public record BasketNode(
        List<BasketSettings> baskets,
        OfflineSettings.Dro dro,
        Function<String, CompletionStage<ReadReply>> symbols,
        RecordedBars bars,
        Executor heavy,
        InstantSource clock,
        LongSupplier nanos,
        BasketMetrics metrics) {
    public BasketNode {
        baskets = List.copyOf(baskets);
    }
}
