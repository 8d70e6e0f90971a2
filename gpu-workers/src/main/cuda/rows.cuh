// Few rows: a block takes one tile of 16 outputs for R rows, its 256 threads 16 segments of the sums at a time, so that the weights stream
// once through all multiprocessors. Code is a sequence of phases over the threads of a block; a barrier ends each.
#pragma once

#include "net.cuh"

namespace aurora {

constexpr int LANES = THREADS / TILE;  // segments at a time
constexpr int MOST_SEGMENTS = 8192 / SEGMENT;

template <int R>
struct ProductShared {
    float partial[LANES][R][TILE];
    float joined[R][TILE];
};

struct NormShared {
    float sums[MOST_SEGMENTS];
    float squares[MOST_SEGMENTS];
};

template <int R>
union RowsShared {
    ProductShared<R> product;
    NormShared norm;
};

template <int R>
AURORA_CODE void take_quad(const float* w, const float* const (&x)[R], int k, float (&sum)[R]) {
    const Four weight = load4(w + static_cast<long long>(k) * TILE);
    AURORA_UNROLL(R)
    for (int r = 0; r < R; r++) {
        const Four value = load4(x[r] + k);
        sum[r] = fused(value.x, weight.x, sum[r]);
        sum[r] = fused(value.y, weight.y, sum[r]);
        sum[r] = fused(value.z, weight.z, sum[r]);
        sum[r] = fused(value.w, weight.w, sum[r]);
    }
}

// One segment of one output, for R rows from `row`; rows beyond the last one repeat it.
template <int R>
AURORA_CODE void sum_segment(const Net& net, const Op& op, int tile, int row, int segment, int output, float (&sum)[R]) {
    const int own = segment - segments(op.depth1);
    const bool second = own >= 0;
    const int start = SEGMENT * (second ? own : segment);
    const int count = least(SEGMENT, (second ? op.depth2 : op.depth1) - start);
    const long long column = static_cast<long long>(tile) * (op.depth1 + op.depth2) + (second ? op.depth1 : 0) + start;
    const float* w = net.weights + op.weights + column * TILE + output * QUAD;
    const float* x[R];
    AURORA_UNROLL(R)
    for (int r = 0; r < R; r++) {
        x[r] = source(net, second ? op.second : op.first, least(row + r, net.rows - 1)) + start;
        sum[r] = 0.0f;
    }
    if (count == SEGMENT) {
        [[maybe_unused]] constexpr int ahead = R == 1 ? SEGMENT / QUAD : R <= 4 ? 8 : 2;  // loads of weights under way
        AURORA_UNROLL(ahead)
        for (int k = 0; k < SEGMENT; k += QUAD) {
            take_quad<R>(w, x, k, sum);
        }
    } else {
        AURORA_UNROLL(1)
        for (int k = 0; k < count; k += QUAD) {
            take_quad<R>(w, x, k, sum);
        }
    }
}

template <int R>
AURORA_CODE void finish_tile(const Net& net, const Op& op, int tile, int row, const float (&joined)[R][TILE], int t) {
    const int per_row = op.kind == LSTM ? TILE / GATES : op.finish == LAW || op.finish == CLASSES ? 1 : TILE;
    const int r = t / per_row;
    const int n = t % per_row;
    if (r >= R || row + r >= net.rows) {
        return;
    }
    const float* y = joined[r];
    if (op.kind == LSTM) {
        const float* gates = y + n * GATES;
        finish_unit(net, op, row + r, tile * per_row + n, gates[0], gates[1], gates[2], gates[3]);
    } else if (op.finish == LAW) {
        finish_law(net, op, row + r, y);
    } else if (op.finish == CLASSES) {
        finish_classes(net, op, row + r, y);
    } else if (op.finish == LATENT) {
        finish_latent(net, op, row + r, tile * TILE + n, y[n]);
    } else {
        finish_output(net, op, row + r, tile * TILE + n, y[n]);
    }
}

// LSTM or LINEAR, 16 outputs of R rows.
template <int R, class Block>
AURORA_CODE void product(Block& block, ProductShared<R>& shared, const Net& net, const Op& op, int tile, int row) {
    const int count = segments(op.depth1) + segments(op.depth2);
    for (int from = 0; from < count; from += LANES) {
        block.phase([&](int t) {
            const int lane = t / TILE;
            const int output = t % TILE;
            if (from + lane < count) {
                float sum[R];
                sum_segment<R>(net, op, tile, row, from + lane, output, sum);
                AURORA_UNROLL(R)
                for (int r = 0; r < R; r++) {
                    shared.partial[lane][r][output] = sum[r];
                }
            }
        });
        block.phase([&](int t) {
            const int r = t / TILE;
            const int output = t % TILE;
            if (r < R) {
                float y = from == 0 ? net.weights[op.bias + tile * TILE + output] : shared.joined[r][output];
                const int lanes = least(LANES, count - from);
                for (int lane = 0; lane < lanes; lane++) {
                    y = y + shared.partial[lane][r][output];
                }
                shared.joined[r][output] = y;
            }
        });
    }
    block.phase([&](int t) { finish_tile<R>(net, op, tile, row, shared.joined, t); });
}

AURORA_CODE float joined_sum(const float* partial, int count) {
    float sum = 0.0f;
    for (int s = 0; s < count; s++) {
        sum = sum + partial[s];
    }
    return sum;
}

// Layer normalisation of one row.
template <class Block>
AURORA_CODE void norm(Block& block, NormShared& shared, const Net& net, const Op& op, int row) {
    const float* x = source(net, op.first, row);
    const float n = static_cast<float>(op.width);
    const int count = segments(op.width);
    block.phase([&](int t) {
        if (t < count) {
            float sum = 0.0f;
            for (int k = t * SEGMENT; k < least(op.width, (t + 1) * SEGMENT); k++) {
                sum = sum + x[k];
            }
            shared.sums[t] = sum;
        }
    });
    block.phase([&](int t) {
        if (t < count) {
            const float mean = quotient(joined_sum(shared.sums, count), n);
            float sum = 0.0f;
            for (int k = t * SEGMENT; k < least(op.width, (t + 1) * SEGMENT); k++) {
                const float d = x[k] - mean;
                sum = fused(d, d, sum);
            }
            shared.squares[t] = sum;
        }
    });
    block.phase([&](int t) {
        const float mean = quotient(joined_sum(shared.sums, count), n);
        const float variance = quotient(joined_sum(shared.squares, count), n);
        const float inverse = quotient(1.0f, root(variance + 1e-5f));
        float* to = target(net, op.to, row);
        for (int k = t; k < op.tiles * TILE; k += THREADS) {
            float value = 0.0f;
            if (k < op.width) {
                const float d = x[k] - mean;
                value = fused(d * inverse, net.weights[op.weights + k], net.weights[op.bias + k]);
                value = op.finish == SILU ? silu(value) : value;
            }
            to[k] = value;
        }
    });
}

// Operations first .. first + count - 1 for all rows. Items of one operation are independent of each other; the grid waits between two
// operations.
template <int R, class Grid, class Block>
AURORA_CODE void run_rows(Grid& grid, Block& block, RowsShared<R>& shared, const Net& net, int first, int count) {
    for (int i = first; i < first + count; i++) {
        const Op op = net.ops[i];
        const int chunks = op.kind == NORM ? net.rows : (net.rows + R - 1) / R;
        const int tiles = op.kind == NORM ? 1 : op.tiles;
        grid.phase(chunks * tiles, i + 1 < first + count, [&](int item) {
            const int chunk = item / tiles;
            if (op.kind == NORM) {
                norm(block, shared.norm, net, op, chunk);
            } else {
                product<R>(block, shared.product, net, op, item % tiles, chunk * R);
            }
        });
    }
}

}  // namespace aurora
