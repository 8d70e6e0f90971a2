package io.aurora.domain.conformal;

import java.util.Arrays;

/**
 * Extended P-square quantile estimate (Jain and Chlamtac 1985; Raatikainen 1987) with 12 markers; it has seen every score since its
 * start, not only a window.
 *
 * <p>Marker i is to stand at {@code 1 + (N-1) level_i} and moves by one where it is off by at least 1; levels are whole percents, so
 * that this comparison is exact in integers. The first 12 scores, sorted, are the first heights. O(1) per score, 12 heights and
 * positions of memory. A score equal to a height counts as at or above it.
 */
final class P2Markers {
    private static final int[] PERCENT = {0, 35, 65, 75, 80, 85, 90, 93, 95, 97, 99, 100};
    private static final int MARKERS = PERCENT.length;

    private final double[] heights;
    private final int[] positions;
    private int count;

    P2Markers() {
        this(new double[MARKERS], new int[MARKERS], 0);
    }

    private P2Markers(double[] heights, int[] positions, int count) {
        this.heights = heights;
        this.positions = positions;
        this.count = count;
    }

    /** Markers as {@link #heights()} and {@link #positions()} gave them. */
    static P2Markers of(double[] heights, int[] positions) {
        if (heights.length != positions.length || heights.length > MARKERS) {
            throw new IllegalArgumentException("must be as long as each other and at most " + MARKERS + ": heights="
                    + heights.length + ", positions=" + positions.length);
        }
        int held = heights.length;
        int count = held == 0 ? 0 : positions[held - 1];
        return new P2Markers(Arrays.copyOf(heights, MARKERS), Arrays.copyOf(positions, MARKERS), count);
    }

    P2Markers copy() {
        return new P2Markers(heights.clone(), positions.clone(), count);
    }

    void push(double x) {
        count++;
        if (count <= MARKERS) {
            insert(x);
            return;
        }
        for (int i = cell(x) + 1; i < MARKERS; i++) {
            positions[i]++;
        }
        for (int i = 1; i < MARKERS - 1; i++) {
            move(i);
        }
    }

    private void insert(double x) {
        int at = count - 1;
        while (at > 0 && heights[at - 1] > x) {
            heights[at] = heights[at - 1];
            at--;
        }
        heights[at] = x;
        positions[count - 1] = count;
    }

    /** Index of the marker below {@code x}; the outermost heights stretch to hold it. */
    private int cell(double x) {
        if (x < heights[0]) {
            heights[0] = x;
            return 0;
        }
        if (x >= heights[MARKERS - 1]) {
            heights[MARKERS - 1] = x;
            return MARKERS - 2;
        }
        int below = MARKERS - 2;
        while (heights[below] > x) {
            below--;
        }
        return below;
    }

    private void move(int i) {
        long off = 100L + (count - 1L) * PERCENT[i] - 100L * positions[i];
        int step = 0;
        if (off >= 100L && positions[i + 1] - positions[i] > 1) {
            step = 1;
        } else if (off <= -100L && positions[i] - positions[i - 1] > 1) {
            step = -1;
        }
        if (step != 0) {
            double height = parabolic(i, step);
            heights[i] = heights[i - 1] < height && height < heights[i + 1] ? height : linear(i, step);
            positions[i] += step;
        }
    }

    private double parabolic(int i, int step) {
        double below = positions[i] - positions[i - 1];
        double above = positions[i + 1] - positions[i];
        double rise = (below + step) * (heights[i + 1] - heights[i]) / above;
        double fall = (above - step) * (heights[i] - heights[i - 1]) / below;
        return heights[i] + step / (below + above) * (rise + fall);
    }

    private double linear(int i, int step) {
        return heights[i] + step * (heights[i + step] - heights[i]) / (positions[i + step] - positions[i]);
    }

    /** Linear interpolation between present positions at {@code 1 + (N-1) p}; at least one score. */
    double quantile(double p) {
        int last = Math.min(count, MARKERS) - 1;
        double at = 1.0 + (count - 1) * p;
        if (at <= 1.0) {
            return heights[0];
        }
        int i = 0;
        while (i < last && positions[i + 1] < at) {
            i++;
        }
        if (i == last) {
            return heights[last];
        }
        double share = (at - positions[i]) / (positions[i + 1] - positions[i]);
        return heights[i] + share * (heights[i + 1] - heights[i]);
    }

    double[] heights() {
        return Arrays.copyOf(heights, Math.min(count, MARKERS));
    }

    int[] positions() {
        return Arrays.copyOf(positions, Math.min(count, MARKERS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P2Markers that
                && count == that.count
                && Arrays.equals(heights, that.heights)
                && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(heights) + Arrays.hashCode(positions);
    }
}
