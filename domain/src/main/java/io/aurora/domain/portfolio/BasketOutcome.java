package io.aurora.domain.portfolio;

/** What optimising a basket came to. */
public sealed interface BasketOutcome permits BasketWeights, BasketOutcome.Refused {

    /**
     * No portfolio.
     *
     * @param code stable code of the refusal
     * @param message which value broke which rule
     */
    record Refused(String code, String message) implements BasketOutcome {}
}
