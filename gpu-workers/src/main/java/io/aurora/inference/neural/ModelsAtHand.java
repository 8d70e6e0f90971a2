package io.aurora.inference.neural;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.EngineAnswer;
import io.aurora.inference.EngineSource;
import io.aurora.inference.InferenceEngine;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Models in folders, computed on this machine's processor in the caller's thread: for replay and audit, with the bits that a node has. */
public final class ModelsAtHand implements AutoCloseable {
    private final InferenceEngine engine;
    private final Optional<EngineSource> own;

    private ModelsAtHand(InferenceEngine engine, Optional<EngineSource> own) {
        this.engine = engine;
        this.own = own;
    }

    /**
     * Opens them.
     *
     * @param threads of the processor; 0: as many as it has
     * @throws io.aurora.inference.model.ModelFileException where a folder is refused
     */
    public static ModelsAtHand open(ModelFolders folders, int threads) {
        EngineSource source = new DeviceSource(Processors.fastest(threads));
        try {
            return new ModelsAtHand(source.open(folders), Optional.of(source));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Opens them on a device that others use too and that outlives them. */
    static ModelsAtHand on(EngineSource shared, ModelFolders folders) {
        return new ModelsAtHand(shared.open(folders), Optional.empty());
    }

    /**
     * What the folders hold, read and checked in full.
     *
     * @throws io.aurora.inference.model.ModelFileException where a folder is refused
     */
    public static ModelIds ids(ModelFolders folders) {
        return new ModelIds(
                folders.student()
                        .map(Path::of)
                        .map(ModelFolder::readStudent)
                        .map(model -> model.manifest().id())
                        .orElse(ModelIds.EWMA),
                folders.router()
                        .map(Path::of)
                        .map(ModelFolder::readRouter)
                        .map(model -> model.manifest().id())
                        .orElse(ModelIds.BIC));
    }

    /** Ids of these models. */
    public ModelIds ids() {
        return engine.models();
    }

    /** Answers as a node does that never falls back; throws {@link NoForecastException} where the models give no finite forecast. */
    public LocalForecaster forecaster() {
        return new LocalForecaster(request -> {
            EngineAnswer answer = answer(request);
            if (answer instanceof EngineAnswer.Refused refused) {
                throw new NoForecastException(request, refused.reason());
            }
            return ((EngineAnswer.Done) answer).result();
        });
    }

    /** Answers for an audit, where these are the models. */
    public ModelForecasts forecasts() {
        return asked -> engine.models().cover(asked)
                ? Optional.<Function<InferenceRequest, Optional<InferenceResult>>>of(this::forecast)
                : Optional.empty();
    }

    private Optional<InferenceResult> forecast(InferenceRequest request) {
        return answer(request) instanceof EngineAnswer.Done done ? Optional.of(done.result()) : Optional.empty();
    }

    private EngineAnswer answer(InferenceRequest request) {
        return engine.infer(List.of(request)).get(0);
    }

    @Override
    public void close() {
        engine.close();
        own.ifPresent(EngineSource::close);
    }
}
