package io.aurora.inference.neural;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.EngineAnswer;
import io.aurora.inference.InferenceEngine;
import io.aurora.inference.model.RouterModel;
import io.aurora.inference.model.StudentModel;
import io.aurora.inference.network.NetworkDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Forecasts by a student, a router, or both, on one device. Without a student the built-in EWMA law stands, without a router the request's
 * probabilities. What surrounds the networks is done here in double precision, for every device by the same code
 * ({@code docs/inference-arithmetic.md}). A row that does not come out finite is refused alone.
 */
public final class NeuralEngine implements InferenceEngine {
    private final String device;
    private final ModelIds models;
    private final Optional<StudentPass> student;
    private final Optional<RouterPass> router;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

    private NeuralEngine(String device, ModelIds models, Optional<StudentPass> student, Optional<RouterPass> router) {
        this.device = device;
        this.models = models;
        this.student = student;
        this.router = router;
    }

    /** Makes models resident on a device, which has to outlive the engine. */
    public static NeuralEngine open(
            NetworkDevice device, Optional<StudentModel> student, Optional<RouterModel> router) {
        ModelIds models = new ModelIds(
                student.map(model -> model.manifest().id()).orElse(ModelIds.EWMA),
                router.map(model -> model.manifest().id()).orElse(ModelIds.BIC));
        Optional<StudentPass> forecasts = student.map(model -> StudentPass.open(device, model));
        try {
            return new NeuralEngine(
                    device.name(), models, forecasts, router.map(model -> RouterPass.open(device, model)));
        } catch (RuntimeException e) {
            forecasts.ifPresent(StudentPass::close);
            throw e;
        }
    }

    @Override
    public String name() {
        return device;
    }

    @Override
    public ModelIds models() {
        return models;
    }

    @Override
    public List<EngineAnswer> infer(List<InferenceRequest> batch) {
        ModelIds asked = batch.get(0).models();
        if (!models.cover(asked)
                || batch.stream().anyMatch(request -> !request.models().equals(asked))) {
            throw new IllegalArgumentException("a batch must be for the same models out of " + models + ": " + batch);
        }
        Optional<StudentPass> forecasts = student.filter(any -> asked.recurrent());
        Optional<RouterPass> regimes = router.filter(any -> !asked.fitsRouter());
        Workspace work = Optional.ofNullable(idle.poll()).orElseGet(Workspace::new);
        work.order(batch);
        forecasts.ifPresent(pass -> pass.run(batch, work));
        regimes.ifPresent(pass -> pass.run(batch, work));
        List<EngineAnswer> answers = answers(batch, work, forecasts, regimes);
        idle.add(work);
        return answers;
    }

    private List<EngineAnswer> answers(
            List<InferenceRequest> batch,
            Workspace work,
            Optional<StudentPass> forecasts,
            Optional<RouterPass> regimes) {
        List<EngineAnswer> answers = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            InferenceRequest request = batch.get(i);
            int row = work.rowOf(i);
            try {
                RegimeProbabilities probabilities =
                        regimes.isPresent() ? regimes.get().probabilities(work, row) : request.probabilities();
                answers.add(new EngineAnswer.Done(
                        forecasts.isPresent()
                                ? forecasts.get().result(request, probabilities, work, row, device)
                                : by(BuiltInForecaster.forecast(request.with(probabilities)))));
            } catch (IllegalArgumentException e) {
                answers.add(new EngineAnswer.Refused(e.getMessage()));
            }
        }
        return answers;
    }

    /** The built-in law is this engine's answer where it has a model beside it. */
    private InferenceResult by(InferenceResult built) {
        return built.models().equals(ModelIds.BUILT_IN) ? built : built.by(device);
    }

    @Override
    public void close() {
        student.ifPresent(StudentPass::close);
        router.ifPresent(RouterPass::close);
    }
}
