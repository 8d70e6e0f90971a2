package io.aurora.domain.conformal;

import java.util.Arrays;
import java.util.List;

/**
 * A {@link ConformalState} as plain arrays and numbers, for snapshots and checkpoints; arrays are oldest first and equal by content.
 * The settings belong beside it: without them it cannot be read. Whoever makes one hands its arrays over.
 *
 * @param scores of the window
 * @param markerHeights of quantile kind {@code p2}, else empty
 * @param markerPositions of quantile kind {@code p2}, else empty
 * @param controller as {@link Controllers#stored} gives it
 * @param coverageEma smoothed coverage
 * @param missStreak consecutive misses
 * @param settled forecasts over the symbol's life
 * @param covered hits among them
 * @param inflation of the last forecast
 * @param alphaTarget of the last forecast
 * @param alpha of the last forecast
 * @param recentHits behind the inflation
 * @param blockHits behind the block coverage calibration
 * @param blockTargets as many
 * @param surprisals of the window
 */
public record ConformalImage(
        double[] scores,
        double[] markerHeights,
        int[] markerPositions,
        double[] controller,
        double coverageEma,
        int missStreak,
        long settled,
        long covered,
        double inflation,
        double alphaTarget,
        double alpha,
        boolean[] recentHits,
        boolean[] blockHits,
        double[] blockTargets,
        double[] surprisals) {

    private List<Object> numbers() {
        return List.of(coverageEma, missStreak, settled, covered, inflation, alphaTarget, alpha);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConformalImage that
                && numbers().equals(that.numbers())
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(markerHeights, that.markerHeights)
                && Arrays.equals(markerPositions, that.markerPositions)
                && Arrays.equals(controller, that.controller)
                && Arrays.equals(recentHits, that.recentHits)
                && Arrays.equals(blockHits, that.blockHits)
                && Arrays.equals(blockTargets, that.blockTargets)
                && Arrays.equals(surprisals, that.surprisals);
    }

    @Override
    public int hashCode() {
        return 31 * numbers().hashCode() + Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "ConformalImage[scores=" + scores.length + ", settled=" + settled + "]";
    }
}
