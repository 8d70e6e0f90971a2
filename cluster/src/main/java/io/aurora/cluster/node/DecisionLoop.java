package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
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
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.config.PsiSettings;
import io.aurora.config.StrategistSettings;
import io.aurora.http.client.HttpPsi;
import io.aurora.http.client.HttpRouter;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A node's part of the decision loop, with the router and the psi field that its settings name. */
final class DecisionLoop {
    private DecisionLoop() {}

    static ShardedDecisions start(
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
        HttpRouter router = new HttpRouter(system, settings.router());
        return (call, index) -> router.score(call, index).thenApply(score -> {
            metrics.strategist().routed(score.reason().isEmpty() ? "ok" : score.reason());
            return score;
        });
    }

    /** Where no address is given, or nothing has been read from it yet, the field is what the nodes' live symbols say. */
    private static PsiReader psi(ActorSystem<?> system, PsiSettings settings, NodeMetrics metrics) {
        PsiBoard board = PsiExchange.start(system, metrics::psiSums, System::nanoTime);
        PsiSource source = settings.url()
                .<PsiSource>map(url -> new HttpPsi(system, url))
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
