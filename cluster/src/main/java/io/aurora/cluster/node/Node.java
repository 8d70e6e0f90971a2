package io.aurora.cluster.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.SpawnProtocol;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import io.aurora.actors.symbol.Symbols;
import io.aurora.cluster.cli.StartException;
import io.aurora.cluster.inference.InferenceNode;
import io.aurora.cluster.metrics.KamonSetup;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running node. {@link #start} wires it; closing it drains, hands its shards over and closes the store. */
public final class Node implements AutoCloseable {
    private static final long STOP_SECONDS = 60;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ActorSystem<SpawnProtocol.Command> system;
    private final Store store;
    private final Services services;

    private Node(ActorSystem<SpawnProtocol.Command> system, Store store, Services services) {
        this.system = system;
        this.store = store;
        this.services = services;
    }

    /**
     * Starts a node and returns when it serves.
     *
     * @throws StartException where the machine or the settings do not allow it; the message names the setting
     */
    public static Node start(AuroraSettings settings) {
        Feeds.check(settings.feed());
        InferenceNode.Plan inference = InferenceNode.plan(settings, Clock.systemUTC());
        NodeMetrics metrics = KamonSetup.start(settings, Clock.systemUTC());
        Store store = Store.open(settings.store(), System.getenv());
        ActorSystem<SpawnProtocol.Command> system = null;
        try {
            system = ActorSystem.create(
                    SpawnProtocol.create(),
                    settings.node().cluster(),
                    AkkaConfig.of(settings, inference.models().ids(), store.akkaConfig()));
            join(system, settings);
            Services services = Services.start(system, settings, inference, store, metrics, Clock.systemUTC());
            return new Node(system, store, services);
        } catch (RuntimeException e) {
            if (system != null) {
                stop(system);
            }
            store.close();
            throw StartFailures.named(e, settings);
        }
    }

    private static void join(ActorSystem<?> system, AuroraSettings settings) {
        Cluster cluster = Cluster.get(system);
        if (settings.node().contactPoints().isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        } else {
            AkkaManagement.get(system).start();
            ClusterBootstrap.get(system).start();
        }
    }

    /** Where the node serves HTTP, without a slash at the end. */
    public String address() {
        return services.address();
    }

    /** The symbols, as the node's own doors reach them. */
    public Symbols symbols() {
        return services.symbols();
    }

    /** The node's store. */
    public Store store() {
        return store;
    }

    /**
     * Waits until the node serves; one that waits for others to form a cluster with may not get there.
     *
     * @return whether it does within {@code patience}
     */
    public boolean awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!services.ready()) {
            if (system.getWhenTerminated().toCompletableFuture().isDone() || System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** Returns once the node has ended. */
    public void awaitTermination() throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the node ended in failure", e.getCause());
        }
    }

    @Override
    public void close() {
        stop(system);
        store.close();
    }

    private static void stop(ActorSystem<?> system) {
        try {
            CoordinatedShutdown.get(system)
                    .runAll(CoordinatedShutdown.jvmExitReason())
                    .toCompletableFuture()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            system.log().error("the node did not stop cleanly", e);
            system.terminate();
        }
    }
}
