package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/**
 * A forecast of a symbol's next bar. Prices and their interval start from the symbol's last close.
 *
 * @param symbol symbol
 * @param barTs start of the symbol's last bar
 * @param stateless whether the features were the caller's: recurrent state zero, recorded nowhere
 * @param stale whether the symbol's last decision has outlived its bar
 * @param forecast price forecast; null before the symbol's first certified bar
 * @param forecastReturn the same as a log return
 * @param intervalLower lower end, price
 * @param intervalUpper upper end, price
 * @param weights of the first basket by name that the symbol is part of; empty where none has weights
 * @param kappaPlus certainty of the symbol's last bar
 * @param regime likeliest regime
 * @param aci ARMA crossbar index of the symbol, smoothed
 * @param alpha miscoverage of the interval
 * @param sigma scale of the forecast, log return
 * @param modelId student that forecast
 * @param routerId router that gave the regime
 * @param engine what computed it
 * @param latencyMs from the receipt of the request to the forecast, milliseconds
 */
public record PredictionBody(
        String symbol,
        Instant barTs,
        boolean stateless,
        boolean stale,
        Double forecast,
        Double forecastReturn,
        Double intervalLower,
        Double intervalUpper,
        List<Double> weights,
        Double kappaPlus,
        String regime,
        Double aci,
        Double alpha,
        Double sigma,
        String modelId,
        String routerId,
        String engine,
        double latencyMs) {}
