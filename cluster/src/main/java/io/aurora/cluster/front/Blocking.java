package io.aurora.cluster.front;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs what waits for a database on threads meant for it. */
final class Blocking {
    private final Executor executor;

    Blocking(ActorSystem<?> system) {
        this.executor = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    <T> CompletionStage<T> call(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }
}
