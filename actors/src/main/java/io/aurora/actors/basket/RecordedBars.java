package io.aurora.actors.basket;

import io.aurora.domain.portfolio.RecordedBar;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Bars as they were recorded with their decisions, from the read side. */
@FunctionalInterface
public interface RecordedBars {
    /** The last {@code limit} bars of a symbol in order of time; none where the read side knows no decision of it. */
    CompletionStage<List<RecordedBar>> newest(String symbol, int limit);
}
