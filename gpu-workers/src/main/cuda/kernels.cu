// The kernels. run_rows and run_tiles hold what they do; here are only their launch shapes. `rows_R` over more than one operation is a
// cooperative launch: all its blocks are on the device at once.
#include <cooperative_groups.h>

#include "rows.cuh"
#include "tiles.cuh"

namespace aurora {

struct DeviceBlock {
    template <class Phase>
    AURORA_CODE void phase(Phase run) const {
        run(static_cast<int>(threadIdx.x));
        __syncthreads();
    }
};

struct DeviceGrid {
    template <class Item>
    AURORA_CODE void phase(int items, bool wait, Item run) const {
        for (int i = static_cast<int>(blockIdx.x); i < items; i += static_cast<int>(gridDim.x)) {
            run(i);
        }
        if (wait) {
            cooperative_groups::this_grid().sync();
        }
    }
};

template <class T>
struct Registers {
    T value;
    AURORA_CODE T& operator()(int) { return value; }
};

template <int R>
AURORA_CODE void rows(const Net& net, int first, int count) {
    __shared__ RowsShared<R> shared;
    const DeviceGrid grid;
    const DeviceBlock block;
    run_rows<R>(grid, block, shared, net, first, count);
}

template <int M, int N>
AURORA_CODE void tiles(const Net& net, int index) {
    __shared__ __align__(16) TilesShared<M, N> shared;
    const DeviceBlock block;
    run_tiles<M, N, Registers>(block, shared, net, index, static_cast<int>(blockIdx.x), static_cast<int>(blockIdx.y));
}

}  // namespace aurora

// What every kernel of a network is given: see aurora::Net.
#define NET_PARAMETERS                                                                                                               \
    const float *weights, const aurora::Op *ops, const float *in, float *out, float *scratch, int in_stride, int out_stride,          \
        int scratch_stride, int row_count
#define NET (aurora::Net{weights, ops, in, out, scratch, in_stride, out_stride, scratch_stride, row_count})

extern "C" __global__ void __launch_bounds__(256, 1) rows_1(NET_PARAMETERS, int first, int count) { aurora::rows<1>(NET, first, count); }

extern "C" __global__ void __launch_bounds__(256, 1) rows_4(NET_PARAMETERS, int first, int count) { aurora::rows<4>(NET, first, count); }

extern "C" __global__ void __launch_bounds__(256, 1) rows_16(NET_PARAMETERS, int first, int count) { aurora::rows<16>(NET, first, count); }

// `count` is always 1 here: one parameter list serves all.
extern "C" __global__ void __launch_bounds__(256, 2) tiles_64(NET_PARAMETERS, int first, int) { aurora::tiles<4, 4>(NET, first); }

extern "C" __global__ void __launch_bounds__(256, 1) tiles_128(NET_PARAMETERS, int first, int) { aurora::tiles<8, 8>(NET, first); }

// Yardsticks of the benchmark. fma_loop: 8 independent chains a thread, `rounds` * 8 fused multiply-adds; the result is written.
extern "C" __global__ void __launch_bounds__(256) fma_loop(float* to, int rounds) {
    const int at = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    float chain[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
        chain[i] = static_cast<float>(at + i);
    }
#pragma unroll 8
    for (int r = 0; r < rounds; r++) {
#pragma unroll
        for (int i = 0; i < 8; i++) {
            chain[i] = aurora::fused(chain[i], 0.999f, 0.5f);
        }
    }
    float sum = 0.0f;
#pragma unroll
    for (int i = 0; i < 8; i++) {
        sum += chain[i];
    }
    to[at] = sum;
}

// Reads `count` groups of four words once, 16 bytes a thread at a time; what was read ends in the result.
extern "C" __global__ void __launch_bounds__(256) read_loop(const uint4* from, long long count, unsigned* to) {
    const long long stride = static_cast<long long>(gridDim.x) * blockDim.x;
    const long long at = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
    unsigned mixed = 0;
#pragma unroll 8
    for (long long i = at; i < count; i += stride) {
        const uint4 v = from[i];
        mixed ^= v.x ^ v.y ^ v.z ^ v.w;
    }
    to[at] = mixed;
}
