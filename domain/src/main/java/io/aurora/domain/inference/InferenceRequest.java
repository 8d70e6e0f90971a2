package io.aurora.domain.inference;

import io.aurora.domain.regime.RegimeProbabilities;
import java.util.Arrays;

/**
 * What a symbol asks a forecaster for one bar (spec page 20, section 1).
 *
 * @param symbol name
 * @param barTsMs start of the bar, epoch milliseconds
 * @param features schema {@code features-v1}, 20 values, not standardised
 * @param recurrent recurrent state; zero for a forecaster without one
 * @param ewmaSigma EWMA volatility of the returns up to this bar, log return
 * @param probabilities regime probabilities that hold where no router model answers
 * @param models models the symbol has adopted
 */
public record InferenceRequest(
        String symbol,
        long barTsMs,
        double[] features,
        RecurrentInput recurrent,
        double ewmaSigma,
        RegimeProbabilities probabilities,
        ModelIds models) {

    /** The same request from a nearer recurrent state. */
    public InferenceRequest from(RecurrentInput nearer) {
        return new InferenceRequest(symbol, barTsMs, features, nearer, ewmaSigma, probabilities, models);
    }

    /** The same request with other regime probabilities. */
    public InferenceRequest with(RegimeProbabilities fitted) {
        return new InferenceRequest(symbol, barTsMs, features, recurrent, ewmaSigma, fitted, models);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceRequest that
                && symbol.equals(that.symbol)
                && barTsMs == that.barTsMs
                && Arrays.equals(features, that.features)
                && recurrent.equals(that.recurrent)
                && Double.compare(ewmaSigma, that.ewmaSigma) == 0
                && probabilities.equals(that.probabilities)
                && models.equals(that.models);
    }

    @Override
    public int hashCode() {
        return 31 * symbol.hashCode() + Long.hashCode(barTsMs);
    }

    @Override
    public String toString() {
        return "InferenceRequest[" + symbol + ", barTsMs=" + barTsMs + ", models=" + models + "]";
    }
}
