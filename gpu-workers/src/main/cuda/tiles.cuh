// Many rows: a block computes 16 M rows x 16 N outputs, a thread M x N of them in registers, from tiles of 16 inputs in shared memory that
// are loaded one ahead. A segment's sums start at 0 and join the outputs after 4 tiles, or where the inputs end.
#pragma once

#include "net.cuh"

namespace aurora {

constexpr int SIDE = 16;  // threads a side of a block
constexpr int STEP = 16;  // inputs a tile
constexpr int SPAN = SIDE * QUAD;  // a thread's groups of 4 rows or outputs lie so far apart
constexpr int PAD = 4;

template <int M, int N>
struct TilesShared {
    float x[2][STEP][SIDE * M + PAD];
    float w[2][STEP][SIDE * N + PAD];
};

template <int M, int N>
struct TilesThread {
    float y[M][N];
    float sum[M][N];
    Four x[M / QUAD];
    Four w[N / QUAD];
};

// Position within a block's rows or outputs of the i-th that thread `side` of a side has.
AURORA_CODE int place_of(int i, int side) { return i / QUAD * SPAN + side * QUAD + i % QUAD; }

// Reads this thread's share of tile `step` of both operands into registers.
template <int M, int N>
AURORA_CODE void fetch(const Net& net, const Op& op, int row, int tile, int step, int t, TilesThread<M, N>& own) {
    const bool second = step * STEP >= op.depth1;
    const int start = step * STEP - (second ? op.depth1 : 0);
    AURORA_UNROLL(M / QUAD)
    for (int i = 0; i < M / QUAD; i++) {
        const int at = t + i * THREADS;
        const int r = least(row + at / QUAD, net.rows - 1);
        own.x[i] = load4(source(net, second ? op.second : op.first, r) + start + at % QUAD * QUAD);
    }
    AURORA_UNROLL(N / QUAD)
    for (int i = 0; i < N / QUAD; i++) {
        const int at = t + i * THREADS;
        const int output = at % (SIDE * N);
        const int quad = at / (SIDE * N);
        const long long packed = static_cast<long long>(least(tile + output / TILE, op.tiles - 1)) * (op.depth1 + op.depth2);
        const float* w = net.weights + op.weights + (packed + step * STEP) * TILE;
        own.w[i] = load4(w + (quad * TILE + output % TILE) * QUAD);
    }
}

// Puts what fetch read into shared memory, inputs by rows there.
template <int M, int N>
AURORA_CODE void store(TilesShared<M, N>& shared, int half, int t, const TilesThread<M, N>& own) {
    AURORA_UNROLL(M / QUAD)
    for (int i = 0; i < M / QUAD; i++) {
        const int at = t + i * THREADS;
        const int k = at % QUAD * QUAD;
        shared.x[half][k][at / QUAD] = own.x[i].x;
        shared.x[half][k + 1][at / QUAD] = own.x[i].y;
        shared.x[half][k + 2][at / QUAD] = own.x[i].z;
        shared.x[half][k + 3][at / QUAD] = own.x[i].w;
    }
    AURORA_UNROLL(N / QUAD)
    for (int i = 0; i < N / QUAD; i++) {
        const int at = t + i * THREADS;
        const int k = at / (SIDE * N) * QUAD;
        const int output = at % (SIDE * N);
        shared.w[half][k][output] = own.w[i].x;
        shared.w[half][k + 1][output] = own.w[i].y;
        shared.w[half][k + 2][output] = own.w[i].z;
        shared.w[half][k + 3][output] = own.w[i].w;
    }
}

template <int M>
AURORA_CODE void spread(const float* line, int side, float (&to)[M]) {
    AURORA_UNROLL(M / QUAD)
    for (int i = 0; i < M / QUAD; i++) {
        const Four v = load4(line + i * SPAN + side * QUAD);
        to[i * QUAD] = v.x;
        to[i * QUAD + 1] = v.y;
        to[i * QUAD + 2] = v.z;
        to[i * QUAD + 3] = v.w;
    }
}

template <int M, int N>
AURORA_CODE void multiply(const TilesShared<M, N>& shared, int half, int t, TilesThread<M, N>& own) {
    AURORA_UNROLL(STEP)
    for (int k = 0; k < STEP; k++) {
        float x[M];
        float w[N];
        spread<M>(shared.x[half][k], t / SIDE, x);
        spread<N>(shared.w[half][k], t % SIDE, w);
        AURORA_UNROLL(M)
        for (int i = 0; i < M; i++) {
            AURORA_UNROLL(N)
            for (int j = 0; j < N; j++) {
                own.sum[i][j] = fused(x[i], w[j], own.sum[i][j]);
            }
        }
    }
}

template <int M, int N>
AURORA_CODE void join(TilesThread<M, N>& own) {
    AURORA_UNROLL(M)
    for (int i = 0; i < M; i++) {
        AURORA_UNROLL(N)
        for (int j = 0; j < N; j++) {
            own.y[i][j] = own.y[i][j] + own.sum[i][j];
            own.sum[i][j] = 0.0f;
        }
    }
}

template <int M, int N>
AURORA_CODE void begin(const Net& net, const Op& op, int tile, int t, TilesThread<M, N>& own) {
    AURORA_UNROLL(N)
    for (int j = 0; j < N; j++) {
        const int n = tile * TILE + place_of(j, t % SIDE);
        const float bias = n < op.tiles * TILE ? net.weights[op.bias + n] : 0.0f;
        AURORA_UNROLL(M)
        for (int i = 0; i < M; i++) {
            own.y[i][j] = bias;
            own.sum[i][j] = 0.0f;
        }
    }
}

template <int M, int N>
AURORA_CODE void finish(const Net& net, const Op& op, int row, int tile, int t, const TilesThread<M, N>& own) {
    AURORA_UNROLL(M)
    for (int i = 0; i < M; i++) {
        const int r = row + place_of(i, t / SIDE);
        AURORA_UNROLL(N / QUAD)
        for (int j = 0; j < N; j += QUAD) {
            const int n = tile * TILE + place_of(j, t % SIDE);
            if (r < net.rows && n < op.tiles * TILE) {
                const float* y = own.y[i] + j;
                if (op.kind == LSTM) {
                    finish_unit(net, op, r, n / GATES, y[0], y[1], y[2], y[3]);
                } else {
                    AURORA_UNROLL(QUAD)
                    for (int q = 0; q < QUAD; q++) {
                        finish_output(net, op, r, n + q, y[q]);
                    }
                }
            }
        }
    }
}

// LSTM or LINEAR (not LATENT, LAW, CLASSES): outputs of tiles tile .. tile + N - 1 for rows row .. row + 16 M - 1, as far as there are.
template <int M, int N, template <class> class PerThread, class Block>
AURORA_CODE void run_tiles(Block& block, TilesShared<M, N>& shared, const Net& net, int index, int column, int line) {
    const Op op = net.ops[index];
    const int row = line * SIDE * M;
    const int tile = column * N;
    const int steps = (op.depth1 + op.depth2) / STEP;
    PerThread<TilesThread<M, N>> own;
    block.phase([&](int t) {
        begin<M, N>(net, op, tile, t, own(t));
        fetch<M, N>(net, op, row, tile, 0, t, own(t));
        store<M, N>(shared, 0, t, own(t));
    });
    for (int step = 0; step < steps; step++) {
        const int half = step % 2;
        block.phase([&](int t) {
            if (step + 1 < steps) {
                fetch<M, N>(net, op, row, tile, step + 1, t, own(t));
            }
            multiply<M, N>(shared, half, t, own(t));
            const int end = (step + 1) * STEP;
            if (end >= op.depth1 ? (end - op.depth1) % SEGMENT == 0 || step + 1 == steps : end % SEGMENT == 0) {
                join<M, N>(own(t));
            }
            if (step + 1 < steps) {
                store<M, N>(shared, 1 - half, t, own(t));
            }
        });
    }
    // Read again, so that what only the end needs holds no registers through the loop.
    block.phase([&](int t) { finish<M, N>(net, net.ops[index], row, tile, t, own(t)); });
}

}  // namespace aurora
