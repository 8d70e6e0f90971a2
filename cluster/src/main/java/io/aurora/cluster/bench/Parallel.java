package io.aurora.cluster.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on a thread for each part, until all are done. */
public final class Parallel {
    private Parallel() {}

    public static <T> void run(List<? extends Callable<T>> parts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            for (Future<T> part : threads.invokeAll(parts)) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
