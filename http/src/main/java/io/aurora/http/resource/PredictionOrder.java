package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.market.BarLengthText;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.Optional;
import java.util.Set;

/**
 * A forecast that is asked for: the symbol's own last one, or one for given features.
 *
 * @param symbol symbol
 * @param timeframe its bar length as the caller has it; absent: not checked
 * @param features {@link FeatureSchema#DIMENSION} finite values, not standardised; absent: the symbol's own
 */
record PredictionOrder(String symbol, Optional<String> timeframe, Optional<double[]> features) {
    private static final Set<String> FIELDS = Set.of("symbol", "timeframe", "features");
    private static final int NAME_CHARS = 64;

    static PredictionOrder of(JsonNode body) {
        JsonFields fields = new JsonFields(body, FIELDS);
        Optional<double[]> features = fields.numbers("features");
        features.ifPresent(PredictionOrder::requireFeatures);
        Optional<String> timeframe = fields.optionalText("timeframe", NAME_CHARS);
        if (features.isPresent() && timeframe.isEmpty()) {
            throw bad("must be given with features", "timeframe", null);
        }
        return new PredictionOrder(Call.symbol("symbol", fields.text("symbol", NAME_CHARS)), timeframe, features);
    }

    private static void requireFeatures(double[] values) {
        if (values.length != FeatureSchema.DIMENSION) {
            throw bad("must have " + FeatureSchema.DIMENSION + " values", "features", values.length + " values");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw bad("must be finite", "features[" + i + "]", Double.toString(values[i]));
            }
        }
    }

    /** Ends the request where the caller's bars are not the symbol's. */
    void requireTimeframeOf(SymbolView view) {
        timeframe.ifPresent(text -> {
            if (millis(text) != view.spec().barLengthMs()) {
                throw bad("must be the symbol's bar length, " + view.spec().barLengthMs() + " ms", "timeframe", text);
            }
        });
    }

    private static long millis(String timeframe) {
        return BarLengthText.millis(timeframe).orElseThrow(() -> bad(BarLengthText.RULE, "timeframe", timeframe));
    }

    /** What inference is asked: from zero recurrent state, by the models that the symbol runs on. */
    InferenceRequest request(SymbolView view, double[] values) {
        return new InferenceRequest(
                symbol,
                view.last().map(last -> last.inputs().bar().tsMs()).orElse(0L),
                values,
                RecurrentInput.ZERO,
                view.ewmaSigma(),
                view.last()
                        .flatMap(last -> last.inputs().inference())
                        .map(result -> result.probabilities())
                        .orElseGet(RegimeProbabilities::uniform),
                view.models());
    }

    private static ProblemException bad(String rule, String field, String value) {
        return Problem.field(ProblemKind.BAD_FIELD, rule, field, value).exception();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PredictionOrder that
                && symbol.equals(that.symbol)
                && timeframe.equals(that.timeframe)
                && java.util.Arrays.equals(features.orElse(null), that.features.orElse(null));
    }

    @Override
    public int hashCode() {
        return symbol.hashCode();
    }
}
