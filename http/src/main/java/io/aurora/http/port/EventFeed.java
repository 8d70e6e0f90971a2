package io.aurora.http.port;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import java.util.OptionalLong;

/** The read side as an endless stream. */
public interface EventFeed {

    /**
     * Rows behind an offset, in its order, then new ones as they come.
     *
     * @param offset the last row the reader has; absent: only what comes from now on
     */
    Source<FeedRow, NotUsed> after(OptionalLong offset);
}
