package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings;

/**
 * What a controller of alpha remembers; a small immutable value, equal by content. Spec page 10, section 3.
 *
 * <p>{@link Controllers} starts, stores and restores them. Every step is O(number of experts) but for {@link PidState}, which looks
 * at its last 100 scores.
 */
public sealed interface ControllerState permits EmaState, AciState, DtaciState, PidState {

    /** The state after a settlement; the scores it sees are without the settled one. */
    ControllerState settle(IcpSettings settings, Settled settled);

    /**
     * Alpha and conformal quantile the next forecast is served with.
     *
     * @param scores the window as the forecast finds it
     */
    Served served(IcpSettings settings, Scores scores);

    /**
     * What a controller gives a forecast.
     *
     * @param alpha miscoverage, reported, within the settings' bounds
     * @param q half width of the interval in units of sigma times inflation
     */
    record Served(double alpha, double q) {}

    /** Clips alpha to the settings' bounds. */
    static double bounded(IcpSettings settings, double alpha) {
        return Math.min(settings.alphaMax(), Math.max(settings.alphaMin(), alpha));
    }
}
