package io.aurora.cluster.front;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.typed.Cluster;
import akka.stream.Materializer;
import io.aurora.actors.basket.Baskets;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.symbol.ShardedSymbols;
import io.aurora.cluster.inference.InferenceNode;
import io.aurora.cluster.inference.NodeModels;
import io.aurora.cluster.inference.WorkerForecasts;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.http.port.DecisionPorts;
import io.aurora.http.port.HttpPorts;
import io.aurora.http.port.ModelPorts;
import io.aurora.http.port.NodeInfo;
import io.aurora.http.port.PolicyValues;
import io.aurora.http.port.RiskPorts;
import io.aurora.http.port.Tails;
import io.aurora.http.port.TraceLog;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.readside.TraceStore;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Gives the HTTP front everything it asks of a node. */
public final class Front {
    private Front() {}

    /** The read side of the decision loop. */
    public static TraceLog traces(ActorSystem<?> system, Store store) {
        return new StoredTraces(new TraceStore(store), new Blocking(system));
    }

    /** Recorded bars, read on threads that may wait. */
    public static RecordedBars bars(ActorSystem<?> system, Store store, Clock clock) {
        ReadSide readSide = new ReadSide(store, clock);
        Blocking blocking = new Blocking(system);
        return (symbol, limit) -> blocking.call(() -> readSide.bars(symbol, limit));
    }

    /** Threads for portfolios and tails. */
    public static Executor heavy(ActorSystem<?> system) {
        return system.dispatchers().lookup(DispatcherSelector.fromConfig("aurora-risk-dispatcher"));
    }

    /**
     * What the front asks of the decision loop.
     *
     * @param traces as {@link #traces} gives it
     */
    public static DecisionPorts loop(ActorSystem<?> system, Store store, Decisions decisions, TraceLog traces) {
        PolicyValues values = new StoredPolicyValues(
                new TraceStore(store)::closed,
                decisions,
                new Blocking(system),
                Materializer.createMaterializer(system));
        return new DecisionPorts(decisions, traces, values);
    }

    /**
     * @param loop the decision loop
     * @param loopWarm whether its partitions have started
     * @param risk as {@link #risk} gives it
     * @param version the program's version
     * @param kafkaOk whether Kafka answers; true where it is off
     */
    public static HttpPorts ports(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            ShardedSymbols symbols,
            InferenceNode inference,
            NodeMetrics metrics,
            Clock clock,
            DecisionPorts loop,
            BooleanSupplier loopWarm,
            RiskPorts risk,
            String version,
            BooleanSupplier kafkaOk) {
        Blocking blocking = new Blocking(system);
        ReadSide readSide = new ReadSide(store, clock);
        ReadSideRows rows = new ReadSideRows(settings);
        JournalReader journal = new JournalReader(store);
        Tails tails = new ScrapeTails(metrics::scrape);
        String name = Cluster.get(system).selfMember().address().toString();
        return new HttpPorts(
                new NodeInfo(name, settings.profile(), version),
                symbols,
                new StoredCatalogue(readSide, blocking, metrics::live, clock),
                new StoredHistory(readSide, rows, blocking),
                new StoredFeed(system, readSide, rows, blocking),
                new StoredJournal(journal, blocking),
                new StoredBackup(store, clock, blocking),
                new StoredExplainer(store, journal, blocking),
                new NodeHealth(
                        system,
                        settings,
                        symbols,
                        inference,
                        metrics,
                        loopWarm,
                        readSide,
                        tails,
                        kafkaOk::getAsBoolean,
                        blocking),
                symbols::majority,
                tails,
                metrics::scrape,
                metrics.http(),
                loop,
                new ModelPorts(
                        new WorkerForecasts(system, inference),
                        new NodeModels(system, inference, settings.inference(), metrics.events(), clock)),
                risk);
    }

    /**
     * What the front asks to answer questions of risk.
     *
     * @param bars as {@link #bars} gives it
     * @param baskets the cluster's baskets as this node knows them
     */
    public static RiskPorts risk(ActorSystem<?> system, AuroraSettings settings, RecordedBars bars, Baskets baskets) {
        return new RiskPorts(
                bars,
                baskets,
                settings.offline().get(settings.profile()),
                heavy(system),
                system.dispatchers().lookup(DispatcherSelector.fromConfig("aurora-jobs-dispatcher")));
    }
}
