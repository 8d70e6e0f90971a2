package io.aurora.cluster.front;

import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.History;
import io.aurora.http.port.TransitionRow;
import io.aurora.persistence.readside.ReadSide;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** History from the read side's tables. */
final class StoredHistory implements History {
    private final ReadSide readSide;
    private final ReadSideRows rows;
    private final Blocking blocking;

    StoredHistory(ReadSide readSide, ReadSideRows rows, Blocking blocking) {
        this.readSide = readSide;
        this.rows = rows;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Page> page(Query query) {
        return blocking.call(() -> read(query));
    }

    private Page read(Query query) {
        long from = query.fromMs().orElse(Long.MIN_VALUE);
        long to = query.toMs().isPresent() ? query.toMs().getAsLong() - 1 : Long.MAX_VALUE;
        // one more than asked for tells whether there is another page
        ReadSide.Page page = new ReadSide.Page(query.symbol(), from, to, query.afterSeq(), query.limit() + 1);
        List<DecisionRow> decisions =
                readSide.decisions(page).stream().map(rows::of).toList();
        boolean more = decisions.size() > query.limit();
        List<DecisionRow> shown = more ? decisions.subList(0, query.limit()) : decisions;
        long lastSeq =
                shown.isEmpty() ? query.afterSeq() : shown.get(shown.size() - 1).seq();
        List<TransitionRow> transitions = shown.isEmpty()
                ? List.of()
                : readSide.transitions(page).stream()
                        .map(rows::of)
                        .filter(row -> row.seq() <= lastSeq)
                        .toList();
        return new Page(shown, transitions, more ? OptionalLong.of(lastSeq) : OptionalLong.empty());
    }
}
