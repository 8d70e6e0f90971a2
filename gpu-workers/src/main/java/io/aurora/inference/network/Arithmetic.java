package io.aurora.inference.network;

/**
 * The scalar arithmetic of all engines in fp32: one recipe of fused multiply-adds, written step by step the same way in the vector
 * engine and in the CUDA kernels, so that the bits agree ({@code docs/inference-arithmetic.md} has the recipe and its accuracy). The
 * polynomials of {@code exp} and {@code tanh} are those of Moshier's Cephes library. NaN stays NaN; nothing else traps.
 */
public final class Arithmetic {
    /** Terms of a sum that are accumulated from zero before they join the others. */
    public static final int SEGMENT = 64;

    /** Added to the variance in layer normalisation. */
    public static final float NORM_EPS = 1e-5f;

    /** Added to the softplus of the scale. */
    public static final float SCALE_FLOOR = 1e-6f;

    public static final float EXP_LOW = -87.0f;
    public static final float EXP_HIGH = 88.0f;
    public static final float LOG2_E = 1.44269504088896341f;
    /** 1.5 * 2^23: adding it rounds to a whole number, half to even, in the low bits. */
    public static final float ROUNDER = 12582912.0f;

    public static final float LN2_HIGH = 0.693359375f;
    public static final float LN2_LOW = -2.12194440e-4f;
    public static final float E5 = 1.9875691500e-4f;
    public static final float E4 = 1.3981999507e-3f;
    public static final float E3 = 8.3334519073e-3f;
    public static final float E2 = 4.1665795894e-2f;
    public static final float E1 = 1.6666665459e-1f;
    public static final float E0 = 5.0000001201e-1f;
    public static final int EXPONENT_BIAS = 127;
    public static final int MANTISSA_BITS = 23;

    public static final float TANH_SMALL = 0.625f;
    public static final float T4 = -5.70498872745e-3f;
    public static final float T3 = 2.06390887954e-2f;
    public static final float T2 = -5.37397155531e-2f;
    public static final float T1 = 1.33314422036e-1f;
    public static final float T0 = -3.33332819422e-1f;

    private Arithmetic() {}

    /** {@code e^x}; x beyond [-87, 88] counts as the bound. */
    public static float exp(float x) {
        float bounded = x < EXP_LOW ? EXP_LOW : x;
        bounded = bounded > EXP_HIGH ? EXP_HIGH : bounded;
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        float whole = shifted - ROUNDER;
        float r = Math.fma(whole, -LN2_HIGH, bounded);
        r = Math.fma(whole, -LN2_LOW, r);
        float p = Math.fma(E5, r, E4);
        p = Math.fma(p, r, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        p = Math.fma(p, r * r, r) + 1.0f;
        int exponent = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUNDER);
        return p * Float.intBitsToFloat((exponent + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** {@code 1 / (1 + e^-x)}. */
    public static float sigmoid(float x) {
        return 1.0f / (1.0f + exp(-x));
    }

    /** {@code x / (1 + e^-x)}. */
    public static float silu(float x) {
        return x / (1.0f + exp(-x));
    }

    /** Hyperbolic tangent: an odd polynomial below 0.625, else from {@code e^2|x|}. */
    public static float tanh(float x) {
        float size = Math.abs(x);
        float square = x * x;
        float p = Math.fma(T4, square, T3);
        p = Math.fma(p, square, T2);
        p = Math.fma(p, square, T1);
        p = Math.fma(p, square, T0);
        float small = Math.fma(p * square, x, x);
        float large = 1.0f - 2.0f / (exp(size + size) + 1.0f);
        return size < TANH_SMALL ? small : Math.copySign(large, x);
    }

    /** {@code ln(1 + e^x)}: the positive part of x, plus ln(1 + u) of u = e^-|x| as 2 artanh(u / (2 + u)), eight terms of its series. */
    public static float softplus(float x) {
        float u = exp(-Math.abs(x));
        float z = u / (2.0f + u);
        float square = z * z;
        float p = Math.fma(1.0f / 15.0f, square, 1.0f / 13.0f);
        p = Math.fma(p, square, 1.0f / 11.0f);
        p = Math.fma(p, square, 1.0f / 9.0f);
        p = Math.fma(p, square, 1.0f / 7.0f);
        p = Math.fma(p, square, 1.0f / 5.0f);
        p = Math.fma(p, square, 1.0f / 3.0f);
        float half = Math.fma(p * square, z, z);
        float positive = x > 0.0f ? x : 0.0f;
        return positive + (half + half);
    }
}
