package io.aurora.cluster.front;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import io.aurora.actors.symbol.ShardedSymbols;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.http.port.HttpPorts;
import io.aurora.http.port.NodeInfo;
import io.aurora.http.port.Tails;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** Gives the HTTP front everything it asks of a node. */
public final class Front {
    private Front() {}

    /**
     * @param version the program's version
     * @param kafkaOk whether Kafka answers; true where it is off
     */
    public static HttpPorts ports(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            ShardedSymbols symbols,
            NodeMetrics metrics,
            Clock clock,
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
                new NodeHealth(system, settings, symbols, readSide, tails, kafkaOk::getAsBoolean, blocking),
                symbols::majority,
                tails,
                metrics::scrape,
                metrics.http());
    }
}
