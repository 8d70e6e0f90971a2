package io.aurora.inference.vector;

import io.aurora.inference.cpu.CpuKernels;
import io.aurora.inference.cpu.PlainKernels;
import io.aurora.inference.network.Arithmetic;
import jdk.incubator.vector.FloatVector;

/** The kernels on vector registers of the width that suits this machine best. */
public final class VectorKernels implements CpuKernels {
    private static final int LANES = Lanes.COUNT;
    private static final int PANEL = GROUPS * LANES;
    private static final int HALF = PANEL / 2;
    private static final int ROWS = 4;
    /** The gate that a tanh follows; the others have a sigmoid. */
    private static final int CANDIDATE = 2;

    @Override
    public String name() {
        return "vector " + Lanes.SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void accumulate(
            float[] w, int wAt, int inputs, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows) {
        for (int k = 0; k < inputs; k += Arithmetic.SEGMENT) {
            int length = Math.min(Arithmetic.SEGMENT, inputs - k);
            int at = wAt + k * PANEL;
            int r = 0;
            for (; r + ROWS <= rows; r += ROWS) {
                int xRow = xAt + r * xStep + k;
                int yRow = yAt + r * yStep;
                Blocks.rows(w, at, length, x, xRow, xStep, y, yRow, yStep);
                Blocks.rows(w, at + HALF, length, x, xRow, xStep, y, yRow + HALF, yStep);
            }
            for (; r < rows; r++) {
                Blocks.row(w, at, length, x, xAt + r * xStep + k, y, yAt + r * yStep);
            }
        }
    }

    @Override
    public void cells(float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units) {
        if (units < LANES) {
            PlainKernels.cells(LANES, gates, gatesAt, c, cAt, h, hAt, units);
            return;
        }
        int slot = gatesAt + CANDIDATE * LANES;
        for (int at = gatesAt; at < gatesAt + PANEL; at += LANES) {
            if (at != slot) {
                Lanes.sigmoid(Lanes.load(gates, at)).intoArray(gates, at);
            }
        }
        // One place with a tanh, and products one by one: with more vectors the method outgrows what the JIT compiler
        // inlines, and they
        // land on the heap.
        for (int round = 0; round < 2; round++) {
            Lanes.tanh(Lanes.load(gates, slot)).intoArray(gates, slot);
            if (round == 0) {
                for (int j = 0; j < LANES; j++) {
                    float next = Math.fma(gates[gatesAt + LANES + j], c[cAt + j], gates[gatesAt + j] * gates[slot + j]);
                    c[cAt + j] = next;
                    gates[slot + j] = next;
                }
            }
        }
        for (int j = 0; j < LANES; j++) {
            h[hAt + j] = gates[gatesAt + 3 * LANES + j] * gates[slot + j];
        }
    }

    @Override
    public void silu(float[] y, int at, int n) {
        for (int i = at; i < at + n; i += LANES) {
            Lanes.silu(Lanes.load(y, i)).intoArray(y, i);
        }
    }

    @Override
    public void add(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            Lanes.load(x, xAt + i).add(Lanes.load(y, yAt + i)).intoArray(y, yAt + i);
        }
    }

    @Override
    public void expHalf(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LANES;
        for (int i = 0; i < whole; i += LANES) {
            Lanes.exp(Lanes.load(x, xAt + i).mul(0.5f)).intoArray(y, yAt + i);
        }
        for (int i = whole; i < n; i++) {
            y[yAt + i] = Arithmetic.exp(0.5f * x[xAt + i]);
        }
    }

    @Override
    public void normalise(
            float[] x, int xAt, float mean, float inv, float[] gamma, float[] beta, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector scaled = Lanes.load(x, xAt + i).sub(mean).mul(inv);
            scaled.fma(Lanes.load(gamma, i), Lanes.load(beta, i)).intoArray(y, yAt + i);
        }
    }

    @Override
    public float read(float[] values, int from, int to) {
        return Probe.sum(values, from, to);
    }

    @Override
    public float multiplyAdd(int rounds) {
        return Probe.multiplyAdd(rounds);
    }

    @Override
    public int multiplyAddsARound() {
        return Probe.CHAINS * LANES;
    }
}
