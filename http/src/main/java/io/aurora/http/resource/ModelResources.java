package io.aurora.http.resource;

import io.aurora.actors.symbol.Symbols;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.ModelPorts;
import java.util.List;
import java.util.stream.Stream;

/** Everything about models: forecasts, and which models give them. */
public final class ModelResources {
    private final PredictionResource predictions;
    private final ModelsResource models;

    public ModelResources(Symbols symbols, ModelPorts ports, Serving serving, JobRegistry jobs) {
        this.predictions = new PredictionResource(symbols, ports.forecasts(), serving);
        this.models = new ModelsResource(ports.models(), jobs);
    }

    public List<Endpoint> endpoints() {
        return Stream.of(predictions.endpoints(), models.endpoints())
                .flatMap(List::stream)
                .toList();
    }
}
