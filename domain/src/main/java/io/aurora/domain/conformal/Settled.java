package io.aurora.domain.conformal;

/**
 * A settlement as the controllers see it.
 *
 * @param hit the outcome lay inside the interval, ends included
 * @param missStreak consecutive misses, this one included
 * @param alphaTarget target miscoverage stored with the forecast
 * @param trans TRANS stored with the forecast
 * @param scaledScore {@code |y - yhat| / (sigma inflation)}, see {@link OpenForecast#scaledScore}
 * @param scores the window before this score enters
 */
public record Settled(
        boolean hit, int missStreak, double alphaTarget, boolean trans, double scaledScore, Scores scores) {

    /** 1 for a miss, 0 for a hit. */
    double miss() {
        return hit ? 0.0 : 1.0;
    }
}
