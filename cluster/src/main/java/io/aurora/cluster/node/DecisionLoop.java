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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** A node's part of the decision loop, with the router and the psi field that its settings name. */
final class DecisionLoop {
    private final ActorSystem<?> system;
    private final AuroraSettings settings;
    private final NodeMetrics metrics;
    private final Optional<HttpRouter> router;
    private final ShardedDecisions decisions;
    private final DecisionPorts ports;
    private volatile boolean warm;

    private DecisionLoop(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            NodeMetrics metrics,
            Symbols symbols,
            Clock clock) {
        this.system = system;
        this.settings = settings;
        this.metrics = metrics;
        this.router = settings.strategist()
                .router()
                .url()
                .map(url -> new HttpRouter(
                        settings.strategist().router(),
                        system,
                        () -> ThreadLocalRandom.current().nextDouble()));
        TraceLog traces = Front.traces(system, store);
        this.decisions = sharded(symbols, traces, clock);
        this.ports = Front.loop(system, store, decisions, traces);
    }

    static DecisionLoop start(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            NodeMetrics metrics,
            Symbols symbols,
            Clock clock) {
        return new DecisionLoop(system, settings, store, metrics, symbols, clock);
    }

    /** The front's view of it. */
    DecisionPorts ports() {
        return ports;
    }

    /** Whether its partitions have started, so that a first decision takes no longer than the next. */
    boolean warm() {
        return warm;
    }

    /**
     * Starts its partitions and the router's client.
     *
     * @param address of this node's own front, which is asked in the router's place, for a decision it has to refuse; empty where it
     *     has none
     */
    void warmUp(String address) {
        CompletionStage<Void> client = router.filter(any -> !address.isEmpty())
                .map(asked -> asked.warmUp(address + "/decisions"))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        decisions.warmUp().thenCombine(client, (partitions, answered) -> true).whenComplete((done, failure) -> {
            warm = true;
        });
    }

    private ShardedDecisions sharded(Symbols symbols, TraceArchive archive, Clock clock) {
        StrategistSettings strategist = settings.strategist();
        StrategistNode node = new StrategistNode(
                strategist,
                settings.actor(),
                clock,
                System::nanoTime,
                SplittableRandom::new,
                router.<Scoring>map(this::counted)
                        .orElse((call, index) -> CompletableFuture.completedFuture(Scoring.Score.none("no_router"))),
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

    private Scoring counted(HttpRouter asked) {
        return (call, index) -> asked.score(call, index).thenApply(score -> {
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
