package io.aurora.inference.neural;

import io.aurora.domain.inference.InferenceRequest;
import java.time.Instant;

/** Models give no forecast for a bar, where nothing may stand in for them. The message names symbol, bar and value. */
public final class NoForecastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoForecastException(InferenceRequest request, String reason) {
        super("the models give no forecast: symbol=" + request.symbol() + ", bar="
                + Instant.ofEpochMilli(request.barTsMs()) + ", " + reason + " (student "
                + request.models().student() + ", router " + request.models().router() + ")");
    }
}
