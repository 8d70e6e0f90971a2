// The scalar arithmetic of docs/inference-arithmetic.md, step by step as io.aurora.inference.network.Arithmetic has it. Compiles as CUDA
// and as plain C++17; needs -fmad=false (nvcc) or -ffp-contract=off (host), so that only the written fma's are fused.
#pragma once

#ifdef __CUDACC__
#define AURORA_CODE __device__ __forceinline__
// A call, not a copy at every use: keeps kernels small.
#define AURORA_CALL __device__ __noinline__
#define AURORA_PRAGMA(text) _Pragma(#text)
#define AURORA_UNROLL(count) AURORA_PRAGMA(unroll count)
#else
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#define AURORA_CODE inline
#define AURORA_CALL inline
#define AURORA_UNROLL(count)
#endif

namespace aurora {

constexpr int SEGMENT = 64;

#ifdef __CUDACC__
AURORA_CODE float fused(float a, float b, float c) { return __fmaf_rn(a, b, c); }
AURORA_CODE float quotient(float a, float b) { return __fdiv_rn(a, b); }
AURORA_CODE float root(float x) { return __fsqrt_rn(x); }
AURORA_CODE unsigned bits_of(float x) { return __float_as_uint(x); }
AURORA_CODE float of_bits(unsigned bits) { return __uint_as_float(bits); }
#else
AURORA_CODE float fused(float a, float b, float c) { return std::fma(a, b, c); }
AURORA_CODE float quotient(float a, float b) { return a / b; }
AURORA_CODE float root(float x) { return std::sqrt(x); }
AURORA_CODE unsigned bits_of(float x) {
    unsigned bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}
AURORA_CODE float of_bits(unsigned bits) {
    float x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}
#endif

AURORA_CODE float size_of(float x) { return of_bits(bits_of(x) & 0x7fffffffu); }

// e^x; x beyond [-87, 88] counts as the bound. The exponent is shifted as an unsigned number: a NaN's bits may overflow.
AURORA_CODE float exponential(float x) {
    constexpr float rounder = 12582912.0f;
    float bounded = x < -87.0f ? -87.0f : x;
    bounded = bounded > 88.0f ? 88.0f : bounded;
    const float shifted = fused(bounded, 1.44269504088896341f, rounder);
    const float whole = shifted - rounder;
    float r = fused(whole, -0.693359375f, bounded);
    r = fused(whole, 2.12194440e-4f, r);
    float p = fused(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = fused(p, r, 8.3334519073e-3f);
    p = fused(p, r, 4.1665795894e-2f);
    p = fused(p, r, 1.6666665459e-1f);
    p = fused(p, r, 5.0000001201e-1f);
    p = fused(p, r * r, r) + 1.0f;
    const unsigned exponent = bits_of(shifted) - bits_of(rounder);
    return p * of_bits((exponent + 127u) << 23);
}

AURORA_CODE float sigmoid(float x) { return quotient(1.0f, 1.0f + exponential(-x)); }

AURORA_CALL float silu(float x) { return quotient(x, 1.0f + exponential(-x)); }

AURORA_CODE float hyperbolic_tangent(float x) {
    const float size = size_of(x);
    const float square = x * x;
    float p = fused(-5.70498872745e-3f, square, 2.06390887954e-2f);
    p = fused(p, square, -5.37397155531e-2f);
    p = fused(p, square, 1.33314422036e-1f);
    p = fused(p, square, -3.33332819422e-1f);
    const float small = fused(p * square, x, x);
    const float large = 1.0f - quotient(2.0f, exponential(size + size) + 1.0f);
    const float signed_large = of_bits((bits_of(large) & 0x7fffffffu) | (bits_of(x) & 0x80000000u));
    return size < 0.625f ? small : signed_large;
}

AURORA_CALL float softplus(float x) {
    const float u = exponential(-size_of(x));
    const float z = quotient(u, 2.0f + u);
    const float square = z * z;
    float p = fused(1.0f / 15.0f, square, 1.0f / 13.0f);
    p = fused(p, square, 1.0f / 11.0f);
    p = fused(p, square, 1.0f / 9.0f);
    p = fused(p, square, 1.0f / 7.0f);
    p = fused(p, square, 1.0f / 5.0f);
    p = fused(p, square, 1.0f / 3.0f);
    const float half = fused(p * square, z, z);
    const float positive = x > 0.0f ? x : 0.0f;
    return positive + (half + half);
}

struct Unit {
    float h;
    float c;
};

// New state of an LSTM unit from its old c and the sums of its gates.
AURORA_CALL Unit step_unit(float c, float i, float f, float g, float o) {
    const float fresh = fused(sigmoid(f), c, sigmoid(i) * hyperbolic_tangent(g));
    return {sigmoid(o) * hyperbolic_tangent(fresh), fresh};
}

}  // namespace aurora
