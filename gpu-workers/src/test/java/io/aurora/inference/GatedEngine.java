package io.aurora.inference;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An engine whose batches run one by one as the test lets them, and which remembers their sizes. */
final class GatedEngine implements EngineSource, InferenceEngine {
    private final Semaphore gate = new Semaphore(0);
    private final List<List<Long>> batches = new ArrayList<>();
    private final Function<List<InferenceRequest>, List<EngineAnswer>> law;
    private final int parallel;
    final CompletableFuture<Void> closed = new CompletableFuture<>();

    GatedEngine(Function<List<InferenceRequest>, List<EngineAnswer>> law, int parallel) {
        this.law = law;
        this.parallel = parallel;
    }

    GatedEngine() {
        this(GatedEngine::forecasts, 1);
    }

    static List<EngineAnswer> forecasts(List<InferenceRequest> batch) {
        return new BuiltInEngine().infer(batch);
    }

    void letPass(int batchCount) {
        gate.release(batchCount);
    }

    /** Times of the bars of each batch so far. */
    synchronized List<List<Long>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public String description() {
        return "gated";
    }

    @Override
    public InferenceEngine open(ModelFolders folders) {
        return this;
    }

    @Override
    public String name() {
        return BuiltInForecaster.ENGINE;
    }

    @Override
    public ModelIds models() {
        return ModelIds.BUILT_IN;
    }

    @Override
    public int parallelBatches() {
        return parallel;
    }

    @Override
    public List<EngineAnswer> infer(List<InferenceRequest> batch) {
        if (batch.get(0).symbol().equals(WarmUp.SYMBOL)) {
            return forecasts(batch);
        }
        synchronized (this) {
            batches.add(batch.stream().map(InferenceRequest::barTsMs).toList());
        }
        try {
            if (!gate.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test let no batch pass");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return law.apply(batch);
    }

    @Override
    public void close() {
        closed.complete(null);
    }
}
