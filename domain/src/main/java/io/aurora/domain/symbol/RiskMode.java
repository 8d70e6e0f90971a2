package io.aurora.domain.symbol;

/** How a symbol is run after its transfer validation (spec page 30, section 3). */
public enum RiskMode {
    STANDARD,
    /** Interval-conservative mode: half the miscoverage target, wider intervals, half the size. */
    ICM;

    /** Factor of alpha_target. */
    public double alphaTargetFactor() {
        return this == ICM ? 0.5 : 1.0;
    }

    /** Least inflation. */
    public double leastInflation() {
        return this == ICM ? 1.1 : 1.0;
    }

    /** Factor of the ambiguity radius of a portfolio that holds the symbol. */
    public double epsFactor() {
        return this == ICM ? 2.0 : 1.0;
    }

    /** Factor of the base notional. */
    public double notionalFactor() {
        return this == ICM ? 0.5 : 1.0;
    }
}
