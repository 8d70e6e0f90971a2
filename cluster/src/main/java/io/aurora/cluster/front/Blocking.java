package io.aurora.cluster.front;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.persistence.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs what waits for a database on threads meant for it. A database that is away is a problem of its own: 503, to be tried again. */
final class Blocking {
    private final Executor executor;

    Blocking(ActorSystem<?> system) {
        this.executor = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    <T> CompletionStage<T> call(Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> reached(work), executor);
    }

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.UNREACHABLE) {
                throw e;
            }
            throw Problem.refusal(ProblemKind.UNAVAILABLE, "store", "the database does not answer; try again later")
                    .exception();
        }
    }
}
