package io.aurora.inference.cpu;

import io.aurora.inference.network.Arithmetic;
import java.util.Arrays;

/** The kernels in plain Java: the slow twin of every other implementation, and what serves where there is none. */
public final class PlainKernels implements CpuKernels {
    private static final int LANES = 16;
    private static final int PANEL = GROUPS * LANES;
    private static final int UNROLL = 4;
    private static final float HALF = 0.5f;

    /** Sums of one segment; the inner loops over it are what the JIT compiler turns into vector instructions. */
    private final ThreadLocal<float[]> sums = ThreadLocal.withInitial(() -> new float[PANEL]);

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void accumulate(
            float[] w, int wAt, int inputs, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows) {
        float[] acc = sums.get();
        for (int k = 0; k < inputs; k += Arithmetic.SEGMENT) {
            int length = Math.min(Arithmetic.SEGMENT, inputs - k);
            for (int r = 0; r < rows; r++) {
                Arrays.fill(acc, 0.0f);
                segment(w, wAt + k * PANEL, length, x, xAt + r * xStep + k, acc);
                int out = yAt + r * yStep;
                for (int j = 0; j < PANEL; j++) {
                    y[out + j] = y[out + j] + acc[j];
                }
            }
        }
    }

    private static void segment(float[] w, int wAt, int length, float[] x, int xAt, float[] acc) {
        int k = 0;
        for (; k + UNROLL <= length; k += UNROLL) {
            float x0 = x[xAt + k];
            float x1 = x[xAt + k + 1];
            float x2 = x[xAt + k + 2];
            float x3 = x[xAt + k + 3];
            int at = wAt + k * PANEL;
            for (int j = 0; j < PANEL; j++) {
                float sum = Math.fma(x0, w[at + j], acc[j]);
                sum = Math.fma(x1, w[at + PANEL + j], sum);
                sum = Math.fma(x2, w[at + 2 * PANEL + j], sum);
                acc[j] = Math.fma(x3, w[at + 3 * PANEL + j], sum);
            }
        }
        for (; k < length; k++) {
            for (int j = 0; j < PANEL; j++) {
                acc[j] = Math.fma(x[xAt + k], w[wAt + k * PANEL + j], acc[j]);
            }
        }
    }

    @Override
    public void cells(float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units) {
        cells(LANES, gates, gatesAt, c, cAt, h, hAt, units);
    }

    /** The same for gates that are {@code lanes} apart; other kernels call it for the last few units. */
    public static void cells(int lanes, float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units) {
        for (int j = 0; j < units; j++) {
            float in = Arithmetic.sigmoid(gates[gatesAt + j]);
            float forget = Arithmetic.sigmoid(gates[gatesAt + lanes + j]);
            float candidate = Arithmetic.tanh(gates[gatesAt + 2 * lanes + j]);
            float out = Arithmetic.sigmoid(gates[gatesAt + 3 * lanes + j]);
            float next = Math.fma(forget, c[cAt + j], in * candidate);
            c[cAt + j] = next;
            h[hAt + j] = out * Arithmetic.tanh(next);
        }
    }

    @Override
    public void silu(float[] y, int at, int n) {
        for (int i = at; i < at + n; i++) {
            y[i] = Arithmetic.silu(y[i]);
        }
    }

    @Override
    public void add(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] + y[yAt + i];
        }
    }

    @Override
    public void expHalf(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Arithmetic.exp(0.5f * x[xAt + i]);
        }
    }

    @Override
    public void normalise(
            float[] x, int xAt, float mean, float inv, float[] gamma, float[] beta, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma((x[xAt + i] - mean) * inv, gamma[i], beta[i]);
        }
    }

    @Override
    public float read(float[] values, int from, int to) {
        // whole numbers may be added in any order, so that the JIT compiler does it side by side
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Float.floatToRawIntBits(values[i]);
        }
        return sum;
    }

    @Override
    public float multiplyAdd(int rounds) {
        float a = 1.0f;
        float b = 2.0f;
        float c = 3.0f;
        float d = 4.0f;
        float e = 5.0f;
        float f = 6.0f;
        float g = 7.0f;
        float h = 8.0f;
        for (int i = 0; i < rounds; i++) {
            a = Math.fma(a, HALF, 1.0f);
            b = Math.fma(b, HALF, 1.0f);
            c = Math.fma(c, HALF, 1.0f);
            d = Math.fma(d, HALF, 1.0f);
            e = Math.fma(e, HALF, 1.0f);
            f = Math.fma(f, HALF, 1.0f);
            g = Math.fma(g, HALF, 1.0f);
            h = Math.fma(h, HALF, 1.0f);
        }
        return a + b + c + d + e + f + g + h;
    }

    @Override
    public int multiplyAddsARound() {
        return 2 * UNROLL;
    }
}
