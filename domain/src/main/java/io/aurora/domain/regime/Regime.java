package io.aurora.domain.regime;

/** Families of models between which the router's probabilities are shared, in the order of their components. */
public enum Regime {
    AR,
    ARMA,
    GARCH
}
