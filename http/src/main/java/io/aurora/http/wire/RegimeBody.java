package io.aurora.http.wire;

import java.time.Instant;

/**
 * Regime of a symbol.
 *
 * @param symbol symbol
 * @param seq sequence number of its last event
 * @param barTs bar it was judged on
 * @param regime likeliest regime; null before the first forecast
 * @param probabilities of the regimes
 * @param aci ARMA crossbar index, smoothed
 * @param aciRaw of the bar
 * @param trans transition flag
 */
public record RegimeBody(
        String symbol,
        long seq,
        Instant barTs,
        String regime,
        StateBody.Probabilities probabilities,
        Double aci,
        Double aciRaw,
        Boolean trans) {}
