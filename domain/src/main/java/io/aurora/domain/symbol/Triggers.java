package io.aurora.domain.symbol;

/**
 * Fallback triggers (spec page 10, section 9) and the automatic hold (section 10) of one bar, judged on the state before it.
 *
 * @param latency the built-in forecaster stands in for the model
 * @param coverage inflation is at its maximum
 * @param kappa the size is halved
 * @param kappaDrop the symbol is held: kappa_plus fell too fast
 */
public record Triggers(Latch latency, Latch coverage, Latch kappa, Latch kappaDrop) {
    public static final Triggers OFF = new Triggers(Latch.OFF, Latch.OFF, Latch.OFF, Latch.OFF);
}
