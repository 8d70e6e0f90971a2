package io.aurora.domain.symbol;

import io.aurora.domain.conformal.NextInterval;
import io.aurora.domain.inference.InferenceResult;
import java.util.Optional;

/** A forecast for features of somebody's own, held against a symbol as it stands; no part of the symbol's series, and recorded nowhere. */
public final class WhatIf {
    private WhatIf() {}

    /**
     * The forecast from the symbol's last close, as wide as the symbol's last interval was made; absent where its last bar was not certified, as before the
     * first one that is and after a reset.
     */
    public static Optional<Outcome.IntervalForecast> of(SymbolView view, InferenceResult result) {
        return view.last()
                .flatMap(last -> last.outcome()
                        .certified()
                        .map(Outcome.Certified::forecast)
                        .map(width -> around(last.inputs().bar().close(), width, result, view.sigmaFloor())));
    }

    private static Outcome.IntervalForecast around(
            double close, Outcome.IntervalForecast as, InferenceResult result, double sigmaFloor) {
        double sigma = Math.max(result.sigma(), sigmaFloor);
        double half = NextInterval.half(as.qHat(), sigma, as.inflation());
        return Outcome.IntervalForecast.at(
                close,
                result.yhat(),
                sigma,
                new Outcome.Width(as.alpha(), as.alphaTarget(), as.qHat(), as.inflation()),
                result.yhat() - half,
                result.yhat() + half);
    }
}
