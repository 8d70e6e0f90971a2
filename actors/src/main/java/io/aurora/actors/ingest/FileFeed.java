package io.aurora.actors.ingest;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.config.FeedSettings;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import io.aurora.persistence.bars.BarCsv;
import io.aurora.persistence.bars.BarReader;
import io.aurora.persistence.bars.BarRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars from CSV files, each file in its own order and the files side by side. A row that cannot be read is reported with its line and
 * left out, and so is a refused bar; a second start offers the same bars again, which is harmless.
 */
public final class FileFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileFeed.class);
    /** What Akka's scheduler can wait for is not much more. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(200);

    private final SharedKillSwitch stop = KillSwitches.shared("file-feed");
    private final ActorSystem<?> system;
    private final BarIntake intake;
    private final FeedSettings.FileFeed settings;
    private final InstantSource clock;

    private FileFeed(ActorSystem<?> system, BarIntake intake, FeedSettings.FileFeed settings, InstantSource clock) {
        this.system = system;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts reading; the files must exist, or {@link io.aurora.persistence.bars.BarFileException} names the one that does not. */
    public static FileFeed start(
            ActorSystem<?> system, BarIntake intake, FeedSettings.FileFeed settings, InstantSource clock) {
        FileFeed feed = new FileFeed(system, intake, settings, clock);
        open(settings.paths()).forEach(feed::run);
        return feed;
    }

    /** All of them or none. */
    private static List<BarReader> open(List<String> paths) {
        List<BarReader> readers = new ArrayList<>();
        try {
            paths.forEach(path -> readers.add(BarCsv.open(Path.of(path))));
            return readers;
        } catch (RuntimeException e) {
            readers.forEach(BarReader::close);
            throw e;
        }
    }

    private void run(BarReader reader) {
        Path path = reader.file();
        paced(Source.fromIterator(() -> reader)
                        .map(row -> bar(path, row))
                        .filter(Optional::isPresent)
                        .map(Optional::get))
                .via(stop.flow())
                .mapAsync(
                        1,
                        bar -> intake.offer(new Offer(bar, settings.historical(), clock.millis()))
                                .thenApply(reply -> BarIntake.noted(path, bar, reply)))
                .toMat(Sink.fold(0L, (count, reply) -> count + 1), Keep.right())
                .run(system)
                .whenComplete((count, failure) -> ended(path, reader, count, failure));
    }

    private static Optional<Bar> bar(Path path, BarRow row) {
        if (row instanceof BarRow.Parsed parsed) {
            return Optional.of(parsed.bar());
        }
        LOG.warn("{}: {}", path, ((BarRow.Refused) row).message());
        return Optional.empty();
    }

    /** Lets bars through at {@code speed} times real time, by the distance of their starts; 0 is as fast as they are taken. */
    private Source<Bar, NotUsed> paced(Source<Bar, NotUsed> bars) {
        if (settings.speed() == 0.0) {
            return bars;
        }
        return bars.statefulMap(
                        () -> Optional.<Bar>empty(),
                        (last, bar) -> Pair.create(Optional.of(bar), Pair.create(last, bar)),
                        last -> Optional.empty())
                .mapAsync(1, this::waited);
    }

    private CompletionStage<Bar> waited(Pair<Optional<Bar>, Bar> step) {
        long distanceMs =
                step.first().map(last -> step.second().tsMs() - last.tsMs()).orElse(0L);
        long pauseNs = (long) (Math.max(0L, distanceMs) * 1e6 / settings.speed());
        Duration pause = Duration.ofNanos(Math.min(LONGEST_PAUSE.toNanos(), pauseNs));
        return Patterns.after(
                pause,
                system.classicSystem().scheduler(),
                system.executionContext(),
                () -> CompletableFuture.completedFuture(step.second()));
    }

    private static void ended(Path path, BarReader reader, Long count, Throwable failure) {
        reader.close();
        if (failure == null) {
            LOG.info("{}: {} bars offered", path, count);
        } else {
            LOG.error("{}: reading has ended", path, failure);
        }
    }

    @Override
    public void close() {
        stop.shutdown();
    }
}
