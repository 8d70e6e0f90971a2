package io.aurora.cluster.front;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.http.port.JournalSource;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalLine;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A symbol's stored events, read page by page as the client takes them. */
final class StoredJournal implements JournalSource {
    private static final int PAGE = 500;

    private final JournalReader reader;
    private final Blocking blocking;

    StoredJournal(JournalReader reader, Blocking blocking) {
        this.reader = reader;
        this.blocking = blocking;
    }

    @Override
    public Source<ByteString, NotUsed> lines(String symbol, long fromSeq) {
        String id = PersistenceIds.symbol(symbol);
        return Source.unfoldAsync(fromSeq - 1, after -> page(id, after))
                .mapConcat(rows -> rows)
                .map(row -> ByteString.fromString(JournalLine.write(row)));
    }

    private CompletionStage<Optional<Pair<Long, List<JournalRow>>>> page(String id, long after) {
        return blocking.call(() -> {
            List<JournalRow> rows = reader.page(id, after, PAGE);
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pair.create(rows.get(rows.size() - 1).sequenceNr(), rows));
        });
    }
}
