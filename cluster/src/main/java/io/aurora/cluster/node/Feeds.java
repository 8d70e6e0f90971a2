package io.aurora.cluster.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.ingest.FileFeed;
import io.aurora.actors.ingest.MarketFeed;
import io.aurora.config.AuroraSettings;
import io.aurora.config.FeedSettings;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.persistence.bars.BarCsv;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The node's own feed, where its settings name one. It ends first at shutdown, so that every bar taken is answered. */
final class Feeds {
    private Feeds() {}

    /** Refuses files that are not there or hold no bars, before anything else is started. */
    static void check(FeedSettings feed) {
        if (feed.kind() == FeedSettings.Kind.FILE) {
            feed.file().paths().forEach(path -> BarCsv.open(Path.of(path)).close());
        }
    }

    static void start(ActorSystem<?> system, AuroraSettings settings, BarIntake intake, Clock clock) {
        switch (settings.feed().kind()) {
            case BUILTIN:
                closeAtShutdown(
                        system, MarketFeed.start(system, intake, settings.feed().builtin(), market(settings), clock));
                break;
            case FILE:
                closeAtShutdown(
                        system, FileFeed.start(system, intake, settings.feed().file(), clock));
                break;
            case NONE:
            default:
                break;
        }
    }

    private static List<SymbolSpec> market(AuroraSettings settings) {
        return settings.feed().builtin().symbols().stream()
                .map(name -> settings.symbols()
                        .symbol(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "must be declared where auto_create is off: aurora.feed.builtin.symbols=" + name)))
                .toList();
    }

    private static void closeAtShutdown(ActorSystem<?> system, AutoCloseable feed) {
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "close-feed", () -> {
            try {
                feed.close();
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }
}
