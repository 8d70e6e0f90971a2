package io.aurora.inference;

import io.aurora.domain.inference.InferenceRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * One batch on an engine, so that a request that breaks it fails alone: where the engine throws for the batch, or answers another number
 * of requests, each one is run by itself.
 */
final class BatchRun {
    private BatchRun() {}

    /** One checked answer a request, in their order; {@link EngineLostException} passes through. */
    static List<EngineAnswer> of(InferenceEngine engine, List<InferenceRequest> batch) {
        try {
            List<EngineAnswer> answers = engine.infer(batch);
            if (answers.size() == batch.size()) {
                return answers.stream().map(BatchRun::checked).toList();
            }
        } catch (EngineLostException e) {
            throw e;
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                return List.of(new EngineAnswer.Refused(reason(e)));
            }
        }
        return oneByOne(engine, batch);
    }

    private static List<EngineAnswer> oneByOne(InferenceEngine engine, List<InferenceRequest> batch) {
        if (batch.size() == 1) {
            return List.of(new EngineAnswer.Refused("the engine did not answer this request once"));
        }
        List<EngineAnswer> answers = new ArrayList<>(batch.size());
        for (InferenceRequest request : batch) {
            answers.addAll(of(engine, List.of(request)));
        }
        return answers;
    }

    private static EngineAnswer checked(EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            return RequestCheck.poison(done.result())
                    .<EngineAnswer>map(EngineAnswer.Refused::new)
                    .orElse(answer);
        }
        return answer;
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
