package io.aurora.http.port;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;

/** Stored events of a symbol in their readable form. */
public interface JournalSource {

    /**
     * One JSON object per event, without line ends, by sequence number; empty where the symbol has none.
     *
     * @param fromSeq first sequence number
     */
    Source<ByteString, NotUsed> lines(String symbol, long fromSeq);
}
