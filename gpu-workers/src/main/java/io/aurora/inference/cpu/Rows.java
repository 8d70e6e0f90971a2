package io.aurora.inference.cpu;

/** Rows of equal length in an array; points elsewhere at every step, so that a step allocates nothing. */
final class Rows {
    /** A cache line between rows: at a distance of whole pages their values would push each other out of the first-level cache. */
    private static final int APART = 16;

    private float[] values = new float[0];
    private int at;
    private int step;

    /** Points at rows that begin at {@code newAt}, {@code newStep} apart. */
    void point(float[] newValues, int newAt, int newStep) {
        values = newValues;
        at = newAt;
        step = newStep;
    }

    /** Points at own memory for so many rows; keeps what it has where that is enough. */
    void reserve(int rows, int width) {
        step = width + APART;
        if (values.length < rows * step) {
            values = new float[Math.multiplyExact(rows, step)];
        }
    }

    float[] values() {
        return values;
    }

    int step() {
        return step;
    }

    int of(int row) {
        return at + row * step;
    }
}
