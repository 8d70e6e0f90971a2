package io.aurora.actors.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What is done with answers of asks. */
public final class Asks {
    private Asks() {}

    /** Asks for each name at once; answers in their order, fails where one fails. */
    public static <T> CompletionStage<List<T>> all(List<String> names, Function<String, CompletionStage<T>> ask) {
        List<CompletableFuture<T>> asked = names.stream()
                .map(name -> ask.apply(name).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

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
