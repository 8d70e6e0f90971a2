package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a decision came about. Where the gate let nobody be chosen, what belongs to a choice is null.
 *
 * @param qValue value of what was chosen, when it was
 * @param psiCoherence the field's coherence, in [0, 1]
 * @param psiDensity the field's density, in [0, 1]
 * @param exploration {@code explore} or {@code exploit}
 * @param propensity probability with which it was to be chosen, in (0, 1]
 * @param state key of the discretised context
 * @param gate what the certified decision of the context's symbol said; left out where no symbol was named
 * @param scoredBy {@code router}, or {@code built_in} and why not the router, e.g. {@code built_in:router_timeout}
 */
public record ExplanationsBody(
        Double qValue,
        double psiCoherence,
        double psiDensity,
        String exploration,
        Double propensity,
        String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) GateBody gate,
        String scoredBy) {

    /**
     * What a symbol's certified decision says about a task.
     *
     * @param symbol instrument
     * @param state PASS, DERISK, BLOCK or WARMUP, as served
     * @param verdict {@code pass}, {@code halved} (the score) or {@code refused} (nobody is chosen)
     * @param reason why, null where it passes
     */
    public record GateBody(String symbol, String state, String verdict, String reason) {}
}
