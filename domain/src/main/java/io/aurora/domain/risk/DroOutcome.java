package io.aurora.domain.risk;

/** What the solver answers: a portfolio with its certificate, or the reason why there is none. */
public sealed interface DroOutcome permits DroSolution, DroRefusal {}
