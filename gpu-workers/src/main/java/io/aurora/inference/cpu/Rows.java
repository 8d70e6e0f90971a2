package io.aurora.inference.cpu;

/** Rows of equal length in an array; points elsewhere at every step, so that a step allocates nothing. */
final class Rows {
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
        if (values.length < rows * width) {
            values = new float[Math.multiplyExact(rows, width)];
        }
        step = width;
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
