package io.aurora.inference;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import java.util.List;

/** The built-in EWMA forecaster as an engine; it has no state and nothing to close. */
public final class BuiltInEngine implements InferenceEngine {
    @Override
    public String name() {
        return BuiltInForecaster.ENGINE;
    }

    @Override
    public ModelIds models() {
        return ModelIds.BUILT_IN;
    }

    @Override
    public List<EngineAnswer> infer(List<InferenceRequest> batch) {
        return batch.stream()
                .<EngineAnswer>map(request -> new EngineAnswer.Done(BuiltInForecaster.forecast(request)))
                .toList();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
