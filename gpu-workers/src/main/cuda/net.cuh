// A network as a list of operations on rows. Java (io.aurora.inference.cuda.Program) writes the list and packs the weights; the structs
// here and there have the same layout. All sizes count floats.
#pragma once

#include "arithmetic.cuh"

namespace aurora {

constexpr int THREADS = 256;  // of a block
constexpr int TILE = 16;      // outputs of a tile of packed weights: of an LSTM 4 units of 4 gates, unit by unit
constexpr int QUAD = 4;       // values of one output that lie together: tile[depth / 4][16][4]
constexpr int GATES = 4;

enum Kind : int { LSTM = 0, LINEAR = 1, NORM = 2 };

// What is done with the sums of a LINEAR (all) or the values of a NORM (PLAIN, SILU).
enum Finish : int { PLAIN = 0, SILU = 1, ADD = 2, LATENT = 3, LAW = 4, CLASSES = 5 };

// A region of every row of one of the three buffers; what a sum reads starts at a multiple of 16.
struct Place {
    int space;  // 0 in, 1 out, 2 scratch
    int offset;
};

struct Op {
    int kind;
    int finish;
    int width;   // LSTM: units; LINEAR, NORM: values that count; LATENT: means
    int tiles;   // tiles of outputs; a region is filled with zeros from width up to them
    int depth1;  // inputs at `first`, padded to 16 (x by 0, weights by -0, which changes no sum)
    int depth2;  // inputs at `second` likewise, 0 where there is none
    int padded;  // LATENT: outputs of the means with their padding; else 0
    float scale; // CLASSES: temperature
    Place first;
    Place second;
    Place extra;  // LSTM: c; ADD: what is added to
    Place to;
    Place also;  // LSTM: new c; LATENT: means, then standard deviations
    long long weights;  // packed tiles; NORM: gamma
    long long bias;     // tiles * 16 values, LSTM: b_ih + b_hh; NORM: beta
};
static_assert(sizeof(Op) == 88, "Java writes 88 bytes an operation");

struct Net {
    const float* weights;
    const Op* ops;
    const float* in;
    float* out;
    float* scratch;
    int in_stride;
    int out_stride;
    int scratch_stride;
    int rows;
};

AURORA_CODE const float* source(const Net& net, Place place, int row) {
    const float* base = place.space == 0 ? net.in : place.space == 1 ? net.out : net.scratch;
    const int stride = place.space == 0 ? net.in_stride : place.space == 1 ? net.out_stride : net.scratch_stride;
    return base + static_cast<long long>(row) * stride + place.offset;
}

AURORA_CODE float* target(const Net& net, Place place, int row) {
    float* base = place.space == 1 ? net.out : net.scratch;
    const int stride = place.space == 1 ? net.out_stride : net.scratch_stride;
    return base + static_cast<long long>(row) * stride + place.offset;
}

AURORA_CODE int segments(int depth) { return (depth + SEGMENT - 1) / SEGMENT; }

AURORA_CODE int least(int a, int b) { return a < b ? a : b; }

struct Four {
    float x, y, z, w;
};

// Four floats from a multiple of 16 bytes.
AURORA_CODE Four load4(const float* from) {
#ifdef __CUDACC__
    const float4 v = *reinterpret_cast<const float4*>(from);
    return {v.x, v.y, v.z, v.w};
#else
    if (reinterpret_cast<std::uintptr_t>(from) % sizeof(Four) != 0) {
        std::abort();  // a device would fault
    }
    return {from[0], from[1], from[2], from[3]};
#endif
}

// LSTM: the sums of one unit's gates become its new h and c.
AURORA_CODE void finish_unit(const Net& net, const Op& op, int row, int unit, float i, float f, float g, float o) {
    Unit fresh = {0.0f, 0.0f};
    if (unit < op.width) {
        fresh = step_unit(source(net, op.extra, row)[unit], i, f, g, o);
    }
    target(net, op.to, row)[unit] = fresh.h;
    target(net, op.also, row)[unit] = fresh.c;
}

// LATENT: means go to `to` for the decoder and to `also`; behind them there the standard deviations.
AURORA_CODE void finish_latent(const Net& net, const Op& op, int row, int n, float y) {
    if (n < op.padded) {
        target(net, op.to, row)[n] = n < op.width ? y : 0.0f;
        if (n < op.width) {
            target(net, op.also, row)[n] = y;
        }
    } else if (n - op.padded < op.width) {
        target(net, op.also, row)[op.width + n - op.padded] = exponential(0.5f * y);
    }
}

// LINEAR, PLAIN or SILU or ADD: one output's sum.
AURORA_CODE void finish_output(const Net& net, const Op& op, int row, int n, float y) {
    float value = 0.0f;
    if (n < op.width) {
        value = op.finish == SILU ? silu(y) : op.finish == ADD ? source(net, op.extra, row)[n] + y : y;
    }
    target(net, op.to, row)[n] = value;
}

// LAW: mean, scale and degrees of freedom from three sums.
AURORA_CODE void finish_law(const Net& net, const Op& op, int row, const float* o) {
    float* to = target(net, op.to, row);
    to[0] = o[0];
    to[1] = softplus(o[1]) + 1e-6f;
    to[2] = 2.0f + softplus(o[2]);
}

// CLASSES: three probabilities, then the three logits over the temperature.
AURORA_CODE void finish_classes(const Net& net, const Op& op, int row, const float* o) {
    const float l0 = quotient(o[0], op.scale);
    const float l1 = quotient(o[1], op.scale);
    const float l2 = quotient(o[2], op.scale);
    float most = l0;
    most = l1 > most ? l1 : most;
    most = l2 > most ? l2 : most;
    const float e0 = exponential(l0 - most);
    const float e1 = exponential(l1 - most);
    const float e2 = exponential(l2 - most);
    const float sum = (e0 + e1) + e2;
    float* to = target(net, op.to, row);
    to[0] = quotient(e0, sum);
    to[1] = quotient(e1, sum);
    to[2] = quotient(e2, sum);
    to[3] = l0;
    to[4] = l1;
    to[5] = l2;
}

}  // namespace aurora
