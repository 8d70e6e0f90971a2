package io.aurora.inference;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.BicRouter;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An engine with the threads it runs on, apart from those of the actors. The engine is closed after the last thread has ended, so that a
 * batch under way at the end never meets a closed engine.
 */
final class EngineThreads implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A result and the time it took, nanoseconds. */
    record Timed<T>(T value, long nanos) {}

    private final InferenceEngine engine;
    private final int count;
    private final NanoClock clock;
    private final ExecutorService executor;

    private EngineThreads(InferenceEngine engine, int count, NanoClock clock) {
        this.engine = engine;
        this.count = count;
        this.clock = clock;
        this.executor = new Pool(engine, count);
    }

    /** Opens as many threads as asked for, 0: as the engine takes batches at a time. */
    static EngineThreads open(InferenceEngine engine, int asked, NanoClock clock) {
        return new EngineThreads(engine, asked == 0 ? engine.parallelBatches() : asked, clock);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "aurora-inference-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    InferenceEngine engine() {
        return engine;
    }

    int count() {
        return count;
    }

    CompletableFuture<Timed<List<EngineAnswer>>> infer(List<InferenceRequest> batch) {
        return timed(() -> BatchRun.of(engine, batch));
    }

    CompletableFuture<Timed<Optional<RegimeProbabilities>>> refit(RouterFit fit) {
        return timed(() -> BicRouter.fit(fit.returns()));
    }

    private <T> CompletableFuture<Timed<T>> timed(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long start = clock.nanos();
                    T value = work.get();
                    return new Timed<>(value, clock.nanos() - start);
                },
                executor);
    }

    /** What went wrong in a future, without its wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /** Runs what was given to it before its shutdown, then closes the engine. */
    private static final class Pool extends ThreadPoolExecutor {
        private final InferenceEngine engine;

        Pool(InferenceEngine engine, int count) {
            super(count, count, 0L, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), EngineThreads::thread);
            this.engine = engine;
        }

        @Override
        protected void terminated() {
            engine.close();
        }
    }
}
