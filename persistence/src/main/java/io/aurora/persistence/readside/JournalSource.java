package io.aurora.persistence.readside;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.projection.javadsl.SourceProvider;
import akka.stream.javadsl.Source;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.journal.JournalTail;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The whole journal as a source of projections; offsets are the events' {@code ordering}. One query serves all symbols, in the order in
 * which events became visible for good ({@link JournalTail}); events of one symbol come in their order. {@code docs/decisions/0004} says why it
 * does not read by tag.
 */
public final class JournalSource extends SourceProvider<Long, JournalRow> {
    private static final int BATCH = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ActorSystem<?> system;
    private final Store store;
    private final Executor blocking;

    public JournalSource(ActorSystem<?> system, Store store) {
        this.system = system;
        this.store = store;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public CompletionStage<Source<JournalRow, NotUsed>> source(Supplier<CompletionStage<Optional<Long>>> offset) {
        return offset.get().thenApply(known -> rowsAfter(known.orElse(0L)));
    }

    private Source<JournalRow, NotUsed> rowsAfter(long position) {
        return Source.lazySource(() -> follow(new JournalTail(store, position, BATCH, Clock.systemUTC())))
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
    }

    private Source<JournalRow, NotUsed> follow(JournalTail tail) {
        return Source.unfoldAsync(Duration.ZERO, pause -> next(tail, pause)).mapConcat(rows -> rows);
    }

    /** A reader that asked again at once would get a handful of rows each time, and each handful would be a commit. */
    private CompletionStage<Optional<Pair<Duration, List<JournalRow>>>> next(JournalTail tail, Duration pause) {
        return pause.isZero() ? polled(tail) : Patterns.after(pause, system.classicSystem(), () -> polled(tail));
    }

    private CompletionStage<Optional<Pair<Duration, List<JournalRow>>>> polled(JournalTail tail) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<JournalRow> rows = tail.poll();
                    return Optional.of(Pair.create(rows.size() < BATCH ? PAUSE : Duration.ZERO, rows));
                },
                blocking);
    }

    @Override
    public Long extractOffset(JournalRow row) {
        return row.ordering();
    }

    @Override
    public long extractCreationTime(JournalRow row) {
        return row.writtenAtMs();
    }
}
