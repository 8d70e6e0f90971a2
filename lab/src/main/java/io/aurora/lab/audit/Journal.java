package io.aurora.lab.audit;

import io.aurora.persistence.journal.JournalRow;
import java.util.List;
import java.util.stream.Stream;

/** Where stored events are read from, of a node that is stopped or runs. */
public interface Journal extends AutoCloseable {
    /** Journals that can be read here, sorted. */
    List<String> persistenceIds();

    /** Events behind {@code afterSeq}, in the order of the store; close the stream. */
    Stream<JournalRow> events(String persistenceId, long afterSeq);

    @Override
    void close();
}
