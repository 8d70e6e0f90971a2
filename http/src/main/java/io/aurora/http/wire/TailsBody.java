package io.aurora.http.wire;

import java.time.Instant;

/**
 * Tail and memory of a symbol's log returns between recorded closes.
 *
 * @param symbol symbol
 * @param from first bar
 * @param to last bar
 * @param returns how many
 * @param hill tail index of absolute returns
 * @param moment the same by another estimator
 * @param extremalIndex reciprocal of the mean size of a cluster of extremes
 * @param localWhittle Hurst exponent
 * @param abryVeitch the same by wavelets
 * @param benchmark symbol the dependence is with; null without
 * @param dependence upper tail dependence of the losses of both; null without a benchmark
 */
public record TailsBody(
        String symbol,
        Instant from,
        Instant to,
        int returns,
        Estimate hill,
        Estimate moment,
        Estimate extremalIndex,
        Estimate localWhittle,
        Estimate abryVeitch,
        String benchmark,
        Estimate dependence) {

    /**
     * An estimate, or why there is none.
     *
     * @param value null where refused
     * @param standardError null where refused
     * @param used tail points, frequencies or octaves it rests on; null where refused
     * @param reason {@code not_finite}, {@code constant} or {@code too_short}; null where there is a value
     * @param detail the refusal in words; null where there is a value
     */
    public record Estimate(Double value, Double standardError, Integer used, String reason, String detail) {}
}
