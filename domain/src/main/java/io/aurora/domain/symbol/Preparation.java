package io.aurora.domain.symbol;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.market.Refusal;
import java.util.Optional;

/** What {@link SymbolFold#prepare} makes of an offered bar. */
public sealed interface Preparation {

    /** Refused; nothing changes. */
    record Refused(Refusal reason) implements Preparation {}

    /**
     * A bar for the time of the last one; nothing changes.
     *
     * @param differs whether its values differ from the accepted ones
     */
    record Duplicate(boolean differs) implements Preparation {}

    /** A bar before the last one; nothing changes. */
    record Late() implements Preparation {}

    /**
     * Accepted; ready for {@link SymbolFold#decide} once inference has answered.
     *
     * @param offer the offered bar
     * @param step the market as it stands with this bar
     * @param triggers fallback triggers of this bar
     * @param request what to ask the forecaster, absent in the first 64 bars
     * @param standIn set where the built-in forecaster has to answer without asking
     * @param fitAhead a refit of the BIC router that starts with this bar and is used some bars later
     * @param fitDue the refit whose result this bar uses
     */
    record Ready(
            Offer offer,
            MarketStep step,
            Triggers triggers,
            Optional<InferenceRequest> request,
            Optional<InferenceResult.Fallback> standIn,
            Optional<RouterFit> fitAhead,
            Optional<RouterFit> fitDue)
            implements Preparation {}
}
