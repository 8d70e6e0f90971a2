package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.IcpSettings;
import java.util.OptionalDouble;

/**
 * The predictor's state without its windows, a small immutable value.
 *
 * @param controller of alpha
 * @param coverageEma smoothed coverage, in [0, 1]; starts at {@code 1 - a0}
 * @param missStreak consecutive misses
 * @param settled forecasts over the symbol's life
 * @param covered hits among them
 * @param inflation of the last forecast
 * @param alphaTarget of the last forecast; before one, that of a calm market
 * @param alpha the last forecast was served with; a0 before one
 */
public record ConformalFigures(
        ControllerState controller,
        double coverageEma,
        int missStreak,
        long settled,
        long covered,
        double inflation,
        double alphaTarget,
        double alpha) {
    public ConformalFigures {
        Require.within("icp.coverage_ema", coverageEma, 0.0, 1.0);
        Require.atLeast("icp.miss_streak", missStreak, 0);
        Require.atLeast("icp.covered", covered, 0L);
        Require.atLeast("icp.settled", settled, covered);
        Require.within("icp.inflation", inflation, 1.0, 10.0);
        Require.within("icp.alpha_target", alphaTarget, 1e-6, 0.5);
        Require.within("icp.alpha", alpha, 0.0, 1.0);
    }

    static ConformalFigures initial(IcpSettings settings) {
        double calm = AlphaTarget.of(settings, false, 0.0);
        return new ConformalFigures(
                Controllers.initial(settings), 1.0 - settings.a0(), 0, 0L, 0L, Inflation.START, calm, settings.a0());
    }

    /**
     * After a settlement.
     *
     * @param y log return of the forecast's bar
     * @param scores before this score enters
     */
    ConformalFigures settled(IcpSettings settings, OpenForecast forecast, double y, Scores scores) {
        Require.finite("settlement.y", y);
        boolean hit = forecast.covers(y);
        int streak = hit ? 0 : missStreak + 1;
        double coverage = coverageEma + settings.coverageFactor() * ((hit ? 1.0 : 0.0) - coverageEma);
        Settled seen =
                new Settled(hit, streak, forecast.alphaTarget(), forecast.trans(), forecast.scaledScore(y), scores);
        return new ConformalFigures(
                controller.settle(settings, seen),
                coverage,
                streak,
                settled + 1,
                covered + (hit ? 1 : 0),
                inflation,
                alphaTarget,
                alpha);
    }

    /** Hits over settlements of the symbol's life; empty before the first. */
    public OptionalDouble coverageEmpirical() {
        return settled == 0 ? OptionalDouble.empty() : OptionalDouble.of(covered / (double) settled);
    }

    ConformalFigures opened(double nextAlpha, double nextTarget, double nextInflation) {
        return new ConformalFigures(
                controller, coverageEma, missStreak, settled, covered, nextInflation, nextTarget, nextAlpha);
    }

    ConformalFigures withController(ControllerState next) {
        return new ConformalFigures(next, coverageEma, missStreak, settled, covered, inflation, alphaTarget, alpha);
    }
}
