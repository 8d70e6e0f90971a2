package io.aurora.domain.market;

import io.aurora.domain.check.Require;
import java.util.OptionalLong;

/**
 * Places a good bar in a symbol's time. Pure: what was accepted before and when the bar was received are arguments.
 *
 * <p>Judged in this order: duplicate, late, {@link Refusal#OFF_GRID}, {@link Refusal#FROM_FUTURE}, accepted. With {@link
 * GapPolicy#GRID} up to {@code maxGapFill} missing steps are filled and more are a reset; with {@link GapPolicy#SEQUENCE} a step
 * longer than a bar is a gap that is counted and nothing else.
 *
 * @param barLengthMs length of a bar, milliseconds, {@code >= 1}
 * @param gapPolicy meaning of missing steps
 * @param gridOffsetMs offset of the grid, milliseconds; absent: the grid runs through the accepted bars, the first one being free
 * @param maxGapFill most steps that are filled, {@code >= 0}
 */
public record BarClock(long barLengthMs, GapPolicy gapPolicy, OptionalLong gridOffsetMs, int maxGapFill) {
    private static final BarPlacement DUPLICATE = new BarPlacement.Duplicate();
    private static final BarPlacement LATE = new BarPlacement.Late();
    private static final BarPlacement OFF_GRID = new BarPlacement.Refused(Refusal.OFF_GRID);
    private static final BarPlacement FROM_FUTURE = new BarPlacement.Refused(Refusal.FROM_FUTURE);
    private static final BarPlacement NEXT = new BarPlacement.Accepted(0, false, false);
    private static final BarPlacement AFTER_COUNTED_GAP = new BarPlacement.Accepted(0, false, true);
    private static final BarPlacement AFTER_RESET = new BarPlacement.Accepted(0, true, true);

    public BarClock {
        Require.atLeast("bar_length", barLengthMs, 1L);
        Require.atLeast("max_gap_fill", maxGapFill, 0);
    }

    /** The clock of a symbol as it was opened. */
    public static BarClock of(SymbolSpec spec, int maxGapFill) {
        return new BarClock(spec.barLengthMs(), spec.gapPolicy(), spec.gridOffsetMs(), maxGapFill);
    }

    /**
     * Where a good bar stands.
     *
     * @param lastTsMs start of the last accepted bar, epoch milliseconds; empty before the first
     * @param tsMs start of the offered bar, epoch milliseconds
     * @param receivedAtMs receipt of a live bar, epoch milliseconds; empty for a historical one, which may lie anywhere
     */
    public BarPlacement place(OptionalLong lastTsMs, long tsMs, OptionalLong receivedAtMs) {
        if (lastTsMs.isPresent() && tsMs <= lastTsMs.getAsLong()) {
            return tsMs == lastTsMs.getAsLong() ? DUPLICATE : LATE;
        }
        if (gapPolicy == GapPolicy.GRID && !isOnGrid(lastTsMs, tsMs)) {
            return OFF_GRID;
        }
        if (receivedAtMs.isPresent() && distance(receivedAtMs.getAsLong(), tsMs) > barLengthMs) {
            return FROM_FUTURE;
        }
        return lastTsMs.isEmpty() ? NEXT : following(distance(lastTsMs.getAsLong(), tsMs));
    }

    /**
     * The {@code index}-th (from 0) flat bar after the last accepted one, at its close and without volume.
     *
     * @param lastTsMs start of the last accepted bar, epoch milliseconds
     */
    public Bar filled(String symbol, long lastTsMs, double lastClose, int index) {
        return Bar.flat(symbol, lastTsMs + (index + 1L) * barLengthMs, lastClose);
    }

    private boolean isOnGrid(OptionalLong lastTsMs, long tsMs) {
        if (gridOffsetMs.isEmpty() && lastTsMs.isEmpty()) {
            return true;
        }
        long through = gridOffsetMs.isPresent() ? gridOffsetMs.getAsLong() : lastTsMs.getAsLong();
        return Math.floorMod(tsMs, barLengthMs) == Math.floorMod(through, barLengthMs);
    }

    private BarPlacement following(long stepMs) {
        if (gapPolicy == GapPolicy.SEQUENCE) {
            return stepMs > barLengthMs ? AFTER_COUNTED_GAP : NEXT;
        }
        long missing = stepMs / barLengthMs - 1;
        if (missing == 0) {
            return NEXT;
        }
        return missing > maxGapFill ? AFTER_RESET : new BarPlacement.Accepted((int) missing, false, true);
    }

    /** {@code to - from}; the largest long where that overflows, 0 where {@code to} is not after {@code from}. */
    private static long distance(long from, long to) {
        if (to <= from) {
            return 0;
        }
        long distance = to - from;
        return distance < 0 ? Long.MAX_VALUE : distance;
    }
}
