package io.aurora.inference.cpu;

import io.aurora.inference.network.LayerNorm;

/** What student and router are made of, over rows of scratch memory. */
final class Layers {
    /** Rows that a panel meets before it moves on: their inputs and sums stay in the first-level cache with a segment of the panel. */
    static final int BLOCK = 64;

    /** What follows a dense layer. */
    enum After {
        NOTHING,
        SILU,
        /** The residual is added. */
        ADD
    }

    private final CpuKernels kernels;

    Layers(CpuKernels kernels) {
        this.kernels = kernels;
    }

    /**
     * A share of a dense layer: some panels of some rows.
     *
     * @param residual read where {@code after} says so
     */
    void dense(Panels panels, Rows x, Rows y, After after, Rows residual, int part, int parts, int from, int to) {
        int last = Team.share(panels.count(), part + 1, parts);
        for (int panel = Team.share(panels.count(), part, parts); panel < last; panel++) {
            int column = panel * panels.width();
            for (int row = from; row < to; row += BLOCK) {
                int rows = Math.min(BLOCK, to - row);
                int yAt = y.of(row) + column;
                bias(panels, panel, y.values(), yAt, y.step(), rows);
                kernels.accumulate(
                        panels.weight(),
                        panels.at(panel, 0),
                        panels.inputs(),
                        x.values(),
                        x.of(row),
                        x.step(),
                        y.values(),
                        yAt,
                        y.step(),
                        rows);
                finish(after, y, residual, row, rows, column, panels.width());
            }
        }
    }

    /** Every row of a block of sums starts from the bias. */
    static void bias(Panels panels, int panel, float[] y, int yAt, int yStep, int rows) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(panels.bias(), panel * panels.width(), y, yAt + r * yStep, panels.width());
        }
    }

    private void finish(After after, Rows y, Rows residual, int row, int rows, int column, int width) {
        if (after == After.NOTHING) {
            return;
        }
        for (int r = row; r < row + rows; r++) {
            if (after == After.SILU) {
                kernels.silu(y.values(), y.of(r) + column, width);
            } else {
                kernels.add(residual.values(), residual.of(r) + column, y.values(), y.of(r) + column, width);
            }
        }
    }

    /**
     * Layer normalisation of some rows.
     *
     * @param width values that count; the norm's arrays are padded with zeros
     */
    void norm(LayerNorm norm, int width, Rows x, Rows y, int from, int to) {
        for (int r = from; r < to; r++) {
            float mean = Moments.mean(x.values(), x.of(r), width);
            float inverse = Moments.inverseDeviation(x.values(), x.of(r), width, mean);
            kernels.normalise(
                    x.values(),
                    x.of(r),
                    mean,
                    inverse,
                    norm.gamma(),
                    norm.beta(),
                    y.values(),
                    y.of(r),
                    norm.gamma().length);
        }
    }
}
