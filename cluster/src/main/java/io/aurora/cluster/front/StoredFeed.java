package io.aurora.cluster.front;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.stream.javadsl.Source;
import io.aurora.http.port.EventFeed;
import io.aurora.http.port.FeedRow;
import io.aurora.persistence.readside.ReadSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The read side as an endless stream, by asking it again and again. A transition comes just before its decision, under the offset before
 * the decision's: who resumes between the two gets both.
 */
final class StoredFeed implements EventFeed {
    private static final int PAGE = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ActorSystem<?> system;
    private final ReadSide readSide;
    private final ReadSideRows rows;
    private final Blocking blocking;

    StoredFeed(ActorSystem<?> system, ReadSide readSide, ReadSideRows rows, Blocking blocking) {
        this.system = system;
        this.readSide = readSide;
        this.rows = rows;
        this.blocking = blocking;
    }

    @Override
    public Source<FeedRow, NotUsed> after(OptionalLong offset) {
        CompletionStage<Long> start =
                offset.isPresent() ? blocking.call(offset::getAsLong) : blocking.call(readSide::lastStreamId);
        return Source.completionStage(start)
                .flatMapConcat(from -> Source.unfoldAsync(from, this::next))
                .mapConcat(page -> page);
    }

    private CompletionStage<Optional<Pair<Long, List<FeedRow>>>> next(long from) {
        return blocking.call(() -> page(from)).thenCompose(page -> page.second().isEmpty() ? later(page) : now(page));
    }

    private static CompletionStage<Optional<Pair<Long, List<FeedRow>>>> now(Pair<Long, List<FeedRow>> page) {
        return CompletableFuture.completedFuture(Optional.of(page));
    }

    private CompletionStage<Optional<Pair<Long, List<FeedRow>>>> later(Pair<Long, List<FeedRow>> page) {
        return Patterns.after(PAUSE, system.classicSystem().scheduler(), system.executionContext(), () -> now(page));
    }

    private Pair<Long, List<FeedRow>> page(long from) {
        List<io.aurora.persistence.readside.DecisionRow> decisions = readSide.streamAfter(from, PAGE, Optional.empty());
        if (decisions.isEmpty()) {
            return Pair.create(from, List.of());
        }
        long last = decisions.get(decisions.size() - 1).id();
        List<FeedRow> page = new ArrayList<>(decisions.size());
        readSide.transitionsAfter(from, PAGE).stream()
                .filter(row -> row.id() <= last)
                .forEach(row -> page.add(new FeedRow(row.id() - 1, rows.of(row))));
        decisions.forEach(row -> page.add(new FeedRow(row.id(), rows.of(row))));
        page.sort(Comparator.comparingLong(FeedRow::offset));
        return Pair.create(last, page);
    }
}
