package io.aurora.actors.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What is done with every answer of an ask. */
public final class Asks {
    private Asks() {}

    /**
     * What an ask returns runs each following step on the JVM's common pool, which on two cores is a new thread a step; this one's run
     * on {@code executor}, the actors' threads.
     */
    public static <R> CompletionStage<R> dispatched(CompletionStage<R> asked, Executor executor) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        asked.whenCompleteAsync(
                (reply, failure) -> {
                    if (failure == null) {
                        answer.complete(reply);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                },
                executor);
        return answer;
    }
}
