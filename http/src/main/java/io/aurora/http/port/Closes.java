package io.aurora.http.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Closing prices as they were recorded with the decisions, from the read side. */
public interface Closes {
    /**
     * A recorded close.
     *
     * @param barTsMs start of its bar, epoch milliseconds
     * @param price closing price
     */
    record Close(long barTsMs, double price) {}

    /** The last {@code limit} closes of a symbol in order of time; none where the read side knows no decision of it. */
    CompletionStage<List<Close>> newest(String symbol, int limit);
}
