package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.projection.ProjectionBehavior;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.config.KafkaSettings;
import io.aurora.persistence.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka on a node: bars in (the nodes of a cluster share the partitions), decisions and transitions out (one node of the cluster), lag
 * and health. It starts at once, whether or not a broker answers. At shutdown it takes no more bars first of all, answers those it has
 * and commits them; what is not answered by the end of that phase stays uncommitted and comes again.
 */
public final class KafkaNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final long DRAIN_SECONDS = 10;

    private final KafkaSender sender;
    private final KafkaWatch watch;
    private final KafkaBars bars;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaNode(KafkaSender sender, KafkaWatch watch, KafkaBars bars) {
        this.sender = sender;
        this.watch = watch;
        this.bars = bars;
    }

    /**
     * Starts reading and writing; the actor system must be a member of a cluster, or about to be.
     *
     * @throws org.apache.kafka.common.KafkaException where {@code bootstrap} cannot be understood or resolved
     */
    public static KafkaNode start(
            ActorSystem<?> system, KafkaSettings settings, BarIntake intake, Store store, InstantSource clock) {
        KafkaSender sender = new KafkaSender(system, settings);
        KafkaWatch watch = new KafkaWatch(system, settings);
        DeadLetters letters = new DeadLetters(system, sender, settings.topics().deadLetters(), settings.minBackoff());
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionBehavior.Command.class,
                        KafkaOut.NAME,
                        1,
                        index -> KafkaOut.behavior(system, settings, store, sender),
                        ProjectionBehavior.stopMessage());
        KafkaNode node = new KafkaNode(sender, watch, KafkaBars.start(system, intake, settings, letters, clock));
        node.register(system);
        return node;
    }

    private void register(ActorSystem<?> system) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "drain-kafka-bars", bars::drain);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "close-kafka",
                () -> CompletableFuture.supplyAsync(
                        () -> {
                            closeClients();
                            return Done.getInstance();
                        },
                        system.dispatchers().lookup(DispatcherSelector.blocking())));
    }

    /** Whether the broker answered and had every topic when last looked at, some seconds ago; never waits. */
    public boolean ok() {
        return watch.problem().isEmpty();
    }

    /** What was wrong then, for people. */
    public Optional<String> problem() {
        return watch.problem();
    }

    /** Records of the whole group not answered yet, some seconds ago; absent before the broker answered once. Never waits. */
    public OptionalLong lag() {
        return watch.lag();
    }

    /** Drains for {@value #DRAIN_SECONDS} s at most, then ends. Idempotent; the actor system's shutdown does the same. */
    @Override
    public void close() {
        try {
            bars.drain().toCompletableFuture().get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("bars still not answered, leaving them uncommitted: waited_s={}", DRAIN_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
        closeClients();
    }

    private void closeClients() {
        if (closed.compareAndSet(false, true)) {
            watch.close();
            sender.close();
        }
    }
}
