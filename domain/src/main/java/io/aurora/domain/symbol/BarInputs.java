package io.aurora.domain.symbol;

import io.aurora.domain.check.Require;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything measured or answered that a decision hangs on, besides the state before it.
 *
 * @param bar the accepted bar
 * @param historical whether it was offered as a bar of the past
 * @param receivedAtMs when it reached the node's edge, epoch milliseconds
 * @param latencyMs from the actor taking the bar up to the inference result, milliseconds
 * @param lagBars receipt minus end of the bar, in bars; absent for historical bars
 * @param inference the forecaster's answer; absent in the first 64 bars
 */
public record BarInputs(
        Bar bar,
        boolean historical,
        long receivedAtMs,
        double latencyMs,
        OptionalDouble lagBars,
        Optional<InferenceResult> inference) {
    public BarInputs {
        Require.nonNegative("latency_ms", latencyMs);
        lagBars.ifPresent(lag -> Require.finite("lag_bars", lag));
    }
}
