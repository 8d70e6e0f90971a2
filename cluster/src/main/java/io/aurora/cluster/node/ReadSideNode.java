package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.projection.ProjectionBehavior;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.readside.ReadSideProjection;
import io.aurora.persistence.store.Store;
import java.time.Clock;

/** The projection that feeds the read side, one in the cluster, and its lag. */
final class ReadSideNode {
    private ReadSideNode() {}

    static void start(ActorSystem<?> system, Store store, NodeMetrics metrics, Clock clock) {
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionBehavior.Command.class,
                        ReadSideProjection.NAME,
                        1,
                        index -> ReadSideProjection.behavior(system, store),
                        ProjectionBehavior.stopMessage());
        ReadSide readSide = new ReadSide(store, clock);
        LagReading.every(
                system,
                () -> metrics.events().projectionLag(ReadSideProjection.NAME, readSide.projectionLagSeconds()),
                () -> metrics.events().error("projection"));
    }
}
