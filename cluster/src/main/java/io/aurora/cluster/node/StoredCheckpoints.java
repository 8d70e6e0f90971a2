package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.pattern.Patterns;
import io.aurora.actors.symbol.CheckpointSink;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.SymbolCheckpoint;
import io.aurora.persistence.store.Checkpoints;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints to the store, off the symbols' threads, some times over where the store is away. */
final class StoredCheckpoints implements CheckpointSink {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCheckpoints.class);
    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ActorSystem<?> system;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Executor blocking;

    StoredCheckpoints(ActorSystem<?> system, Store store, Clock clock) {
        this.system = system;
        this.checkpoints = new Checkpoints(store);
        this.clock = clock;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public void keep(String symbol, SymbolCheckpoint state) {
        keep(symbol, state, ATTEMPTS);
    }

    private void keep(String symbol, SymbolCheckpoint state, int attempts) {
        String id = PersistenceIds.symbol(symbol);
        CompletableFuture.runAsync(() -> checkpoints.write(id, state, clock.millis()), blocking)
                .whenComplete((done, failure) -> {
                    if (failure != null && attempts > 1) {
                        Patterns.after(PAUSE, system.classicSystem().scheduler(), system.executionContext(), () -> {
                            keep(symbol, state, attempts - 1);
                            return CompletableFuture.completedFuture(null);
                        });
                    } else if (failure != null) {
                        LOG.error("checkpoint {} of {} is lost", state.sequenceNr(), symbol, failure);
                    }
                });
    }
}
