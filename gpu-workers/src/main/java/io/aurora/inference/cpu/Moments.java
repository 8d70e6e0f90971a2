package io.aurora.inference.cpu;

import io.aurora.inference.network.Arithmetic;

/**
 * Mean and variance of a layer normalisation: segments from zero each, joined in order. Four segments are summed side by side, because
 * one addition waits for the last of its own segment only.
 */
final class Moments {
    private static final int SEGMENT = Arithmetic.SEGMENT;
    private static final int ABREAST = 4 * SEGMENT;

    private Moments() {}

    static float mean(float[] x, int at, int n) {
        float sum = 0.0f;
        int k = at;
        for (; k + ABREAST <= at + n; k += ABREAST) {
            float a = 0.0f;
            float b = 0.0f;
            float c = 0.0f;
            float d = 0.0f;
            for (int i = k; i < k + SEGMENT; i++) {
                a = a + x[i];
                b = b + x[i + SEGMENT];
                c = c + x[i + 2 * SEGMENT];
                d = d + x[i + 3 * SEGMENT];
            }
            sum = (((sum + a) + b) + c) + d;
        }
        for (; k < at + n; k += SEGMENT) {
            float a = 0.0f;
            for (int i = k; i < Math.min(k + SEGMENT, at + n); i++) {
                a = a + x[i];
            }
            sum = sum + a;
        }
        return sum / n;
    }

    /** {@code 1 / sqrt(variance + NORM_EPS)}. */
    static float inverseDeviation(float[] x, int at, int n, float mean) {
        float variance = squares(x, at, n, mean) / n;
        return 1.0f / (float) Math.sqrt(variance + Arithmetic.NORM_EPS);
    }

    private static float squares(float[] x, int at, int n, float mean) {
        float sum = 0.0f;
        int k = at;
        for (; k + ABREAST <= at + n; k += ABREAST) {
            float a = 0.0f;
            float b = 0.0f;
            float c = 0.0f;
            float d = 0.0f;
            for (int i = k; i < k + SEGMENT; i++) {
                a = square(x[i], mean, a);
                b = square(x[i + SEGMENT], mean, b);
                c = square(x[i + 2 * SEGMENT], mean, c);
                d = square(x[i + 3 * SEGMENT], mean, d);
            }
            sum = (((sum + a) + b) + c) + d;
        }
        for (; k < at + n; k += SEGMENT) {
            float a = 0.0f;
            for (int i = k; i < Math.min(k + SEGMENT, at + n); i++) {
                a = square(x[i], mean, a);
            }
            sum = sum + a;
        }
        return sum;
    }

    private static float square(float x, float mean, float sum) {
        float d = x - mean;
        return Math.fma(d, d, sum);
    }
}
