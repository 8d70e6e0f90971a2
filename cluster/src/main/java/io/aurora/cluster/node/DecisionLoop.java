package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.decisions.PsiReader;
import io.aurora.actors.decisions.ShardedDecisions;
import io.aurora.actors.decisions.SymbolGates;
import io.aurora.actors.decisions.TraceArchive;
import io.aurora.actors.psi.PsiBoard;
import io.aurora.actors.psi.PsiCache;
import io.aurora.actors.psi.PsiExchange;
import io.aurora.actors.psi.PsiSource;
import io.aurora.actors.strategist.Scoring;
import io.aurora.actors.strategist.StrategistNode;
import io.aurora.actors.symbol.Symbols;
import io.aurora.cluster.front.Front;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.config.PsiSettings;
import io.aurora.config.StrategistSettings;
import io.aurora.http.client.HttpPsi;
import io.aurora.http.client.HttpRouter;
import io.aurora.http.port.DecisionPorts;
import io.aurora.http.port.TraceLog;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** A node's part of the decision loop, with the router and the psi field that its settings name. */
final class DecisionLoop {
    private DecisionLoop() {}

    /** Starts it; the front's view of it. */
    static DecisionPorts start(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            NodeMetrics metrics,
            Symbols symbols,
            Clock clock) {
        TraceLog traces = Front.traces(system, store);
        return Front.loop(system, store, sharded(system, settings, metrics, symbols, traces, clock), traces);
    }

    private static Decisions sharded(
            ActorSystem<?> system,
            AuroraSettings settings,
            NodeMetrics metrics,
            Symbols symbols,
            TraceArchive archive,
            Clock clock) {
        StrategistSettings strategist = settings.strategist();
        StrategistNode node = new StrategistNode(
                strategist,
                settings.actor(),
                clock,
                System::nanoTime,
                SplittableRandom::new,
                scoring(system, strategist, metrics),
                new SymbolGates(symbols, clock),
                metrics.strategist());
        return ShardedDecisions.start(
                system,
                node,
                settings.node(),
                psi(system, strategist.psi(), metrics),
                archive,
                strategist.router().url().isPresent());
    }

    private static Scoring scoring(ActorSystem<?> system, StrategistSettings settings, NodeMetrics metrics) {
        if (settings.router().url().isEmpty()) {
            return (call, index) -> CompletableFuture.completedFuture(Scoring.Score.none("no_router"));
        }
        HttpRouter router = new HttpRouter(
                settings.router(), system, () -> ThreadLocalRandom.current().nextDouble());
        return (call, index) -> router.score(call, index).thenApply(score -> {
            metrics.strategist().routed(score.reason().isEmpty() ? "ok" : score.reason());
            return score;
        });
    }

    /** Where no address is given, or nothing has been read from it yet, the field is what the nodes' live symbols say. */
    private static PsiReader psi(ActorSystem<?> system, PsiSettings settings, NodeMetrics metrics) {
        PsiBoard board = PsiExchange.start(system, metrics::psiSums, System::nanoTime);
        PsiSource source = settings.url()
                .<PsiSource>map(url -> new HttpPsi(url, system))
                .orElse(() -> CompletableFuture.completedFuture(board.field()));
        return new PsiCache(
                source,
                board::field,
                new PsiCache.Terms(
                        settings.cacheTtl(),
                        settings.longestWait(),
                        System::nanoTime,
                        system.scheduler(),
                        system.executionContext()),
                () -> metrics.psiRead(true),
                () -> metrics.psiRead(false));
    }
}
