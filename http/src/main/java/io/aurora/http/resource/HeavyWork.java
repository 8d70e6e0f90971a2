package io.aurora.http.resource;

import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs mathematics on threads of its own, and refuses what would only wait behind too much of it. Thread-safe. */
final class HeavyWork {
    private final Executor executor;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param most tasks that run or wait at once */
    HeavyWork(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    <T> CompletionStage<T> run(Supplier<T> work) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            throw Problem.of(ProblemKind.OVERLOADED, "must be at most " + most + " calculations in work")
                    .exception();
        }
        return CompletableFuture.supplyAsync(work, executor).whenComplete((done, failure) -> waiting.decrementAndGet());
    }
}
