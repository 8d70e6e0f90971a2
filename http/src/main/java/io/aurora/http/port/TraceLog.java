package io.aurora.http.port;

import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.actors.decisions.TraceArchive;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The read side of the decision loop: single traces, and a policy's log in pages. It may be a little behind. */
public interface TraceLog extends TraceArchive {

    /**
     * A decision of the log.
     *
     * @param trace its public name
     * @param archived what was decided, and what came of it
     */
    record Row(String trace, ArchivedTrace archived) {}

    /**
     * One page.
     *
     * @param rows in the order of the log
     * @param next where the next page begins, opaque; absent at the end of what there is now
     */
    record Page(List<Row> rows, Optional<String> next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Rows of a policy's log, oldest first.
     *
     * @param after where the page before said the next one begins; absent: from the first row on
     * @return ends the request with a problem where {@code after} is none of those
     */
    CompletionStage<Page> page(String policy, Optional<String> after, int limit);

    /** The decisions of a policy that were answered last, the last one first. */
    CompletionStage<List<Row>> newest(String policy, int limit);
}
