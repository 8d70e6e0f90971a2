package io.aurora.inference.vector;

import static io.aurora.inference.vector.Lanes.SPECIES;

import io.aurora.inference.cpu.CpuKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of one segment, in registers: rows by vectors of outputs. Eight sums at a time keep two multiply-add units busy whose results take four
 * cycles, fit into sixteen registers beside weights and inputs, and into the JIT compiler's limits on inlining: beyond them it would put
 * every vector on the heap.
 */
final class Blocks {
    private static final int LANES = Lanes.COUNT;
    private static final int PANEL = CpuKernels.GROUPS * LANES;

    private Blocks() {}

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static void add(float[] y, int at, FloatVector sum) {
        load(y, at).add(sum).intoArray(y, at);
    }

    /** One row, one panel. */
    static void row(float[] w, int wAt, int length, float[] x, int xAt, float[] y, int yAt) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.zero(SPECIES);
        FloatVector c = FloatVector.zero(SPECIES);
        FloatVector d = FloatVector.zero(SPECIES);
        for (int k = 0; k < length; k++) {
            int at = wAt + k * PANEL;
            FloatVector v = all(x[xAt + k]);
            a = v.fma(load(w, at), a);
            b = v.fma(load(w, at + LANES), b);
            c = v.fma(load(w, at + 2 * LANES), c);
            d = v.fma(load(w, at + 3 * LANES), d);
        }
        add(y, yAt, a);
        add(y, yAt + LANES, b);
        add(y, yAt + 2 * LANES, c);
        add(y, yAt + 3 * LANES, d);
    }

    /** Four rows, half a panel. */
    static void rows(float[] w, int wAt, int length, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        int xB = xAt + xStep;
        int xC = xB + xStep;
        int xD = xC + xStep;
        for (int k = 0; k < length; k++) {
            int at = wAt + k * PANEL;
            FloatVector w0 = load(w, at);
            FloatVector w1 = load(w, at + LANES);
            FloatVector v = all(x[xAt + k]);
            a0 = v.fma(w0, a0);
            a1 = v.fma(w1, a1);
            v = all(x[xB + k]);
            b0 = v.fma(w0, b0);
            b1 = v.fma(w1, b1);
            v = all(x[xC + k]);
            c0 = v.fma(w0, c0);
            c1 = v.fma(w1, c1);
            v = all(x[xD + k]);
            d0 = v.fma(w0, d0);
            d1 = v.fma(w1, d1);
        }
        add(y, yAt, a0);
        add(y, yAt + LANES, a1);
        add(y, yAt + yStep, b0);
        add(y, yAt + yStep + LANES, b1);
        add(y, yAt + 2 * yStep, c0);
        add(y, yAt + 2 * yStep + LANES, c1);
        add(y, yAt + 3 * yStep, d0);
        add(y, yAt + 3 * yStep + LANES, d1);
    }
}
