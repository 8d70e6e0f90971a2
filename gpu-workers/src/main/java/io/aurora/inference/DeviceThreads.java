package io.aurora.inference;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.BicRouter;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A device with the threads it runs on, apart from those of the actors. Models are read on a thread of their own, so that batches go on
 * meanwhile. Engines and device are closed after the last thread has ended, so that a batch under way at the end never meets a closed one.
 */
final class DeviceThreads implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A result and the time it took, nanoseconds. */
    record Timed<T>(T value, long nanos) {}

    private final EngineSource source;
    private final int count;
    private final NanoClock clock;
    private final ExecutorService executor;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(DeviceThreads::thread);
    private final Set<InferenceEngine> open = ConcurrentHashMap.newKeySet();

    private DeviceThreads(EngineSource source, int count, NanoClock clock) {
        this.source = source;
        this.count = count;
        this.clock = clock;
        this.executor = new Pool(count);
    }

    /** Starts as many threads as asked for, 0: as the device takes batches at a time. */
    static DeviceThreads start(EngineSource source, int asked, NanoClock clock) {
        return new DeviceThreads(source, asked == 0 ? source.parallelBatches() : asked, clock);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "aurora-inference-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    String description() {
        return source.description();
    }

    /** Threads, for batches and refits. */
    int count() {
        return count;
    }

    /** Batches that may run at a time. */
    int batches() {
        return Math.min(count, source.parallelBatches());
    }

    /**
     * Opens an engine and warms it up, between the batches of others.
     *
     * @param expected the models it has to have; absent: whatever is in the folders
     * @param maxBatch largest batch
     */
    CompletableFuture<InferenceEngine> load(ModelFolders folders, Optional<ModelIds> expected, int maxBatch) {
        return CompletableFuture.supplyAsync(() -> opened(folders, expected), loader)
                .thenCompose(engine -> WarmUp.of(engine, maxBatch, executor).handle((done, failure) -> {
                    if (failure != null) {
                        close(engine);
                        throw new CompletionException(cause(failure));
                    }
                    return engine;
                }));
    }

    private InferenceEngine opened(ModelFolders folders, Optional<ModelIds> expected) {
        InferenceEngine engine = source.open(folders);
        open.add(engine);
        if (expected.isPresent() && !expected.get().equals(engine.models())) {
            close(engine);
            throw new IllegalStateException(
                    "the folders hold other models: expected=" + expected.get() + ", found=" + engine.models());
        }
        return engine;
    }

    CompletableFuture<Timed<List<EngineAnswer>>> infer(InferenceEngine engine, List<InferenceRequest> batch) {
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

    /** Gives up an engine on which nothing runs; not in the caller's thread, because a device may have to finish other work first. */
    void giveUp(InferenceEngine engine) {
        loader.execute(() -> close(engine));
    }

    private void close(InferenceEngine engine) {
        if (open.remove(engine)) {
            engine.close();
        }
    }

    /** What went wrong in a future, without its wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    /** Ends after what was given to it: first a load under way, then the batches. */
    @Override
    public void close() {
        loader.execute(executor::shutdown);
        loader.shutdown();
    }

    /** Runs what was given to it before its shutdown, then closes engines and device. */
    private final class Pool extends ThreadPoolExecutor {
        Pool(int count) {
            super(count, count, 0L, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), DeviceThreads::thread);
        }

        @Override
        protected void terminated() {
            List.copyOf(open).forEach(DeviceThreads.this::close);
            source.close();
        }
    }
}
