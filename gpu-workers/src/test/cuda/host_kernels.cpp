// Runs the kernels' source on the processor: the threads of a phase one after the other, up or down, and the items of a grid likewise. Code
// that lets two threads of a phase, or two items between two waits of the grid, depend on each other answers differently for the two orders.
// Memory that nothing has written holds NaN, and buffers end where they end, for the address sanitizer.
//
// host_kernels CASE RESULT. CASE, little-endian: int32 rows, strides of in, out and scratch, operations, launches, 1 for downwards; int64
// weights; operations of 88 bytes; launches of 5 int32 (kernel, first, count, columns, lines); weights; rows of in. RESULT: rows of out.
#include <cstdio>
#include <limits>
#include <vector>

#include "../../main/cuda/rows.cuh"
#include "../../main/cuda/tiles.cuh"

namespace {

using namespace aurora;

constexpr float NOTHING = std::numeric_limits<float>::quiet_NaN();

template <class Run>
void in_order(int count, bool down, Run run) {
    for (int i = 0; i < count; i++) {
        run(down ? count - 1 - i : i);
    }
}

struct HostBlock {
    bool down;
    template <class Phase>
    void phase(Phase run) const {
        in_order(THREADS, down, run);
    }
};

struct HostGrid {
    bool down;
    template <class Item>
    void phase(int items, bool, Item run) const {
        in_order(items, down, run);
    }
};

template <class T>
void forget(T& memory) {
    float* floats = reinterpret_cast<float*>(&memory);
    for (std::size_t i = 0; i < sizeof(T) / sizeof(float); i++) {
        floats[i] = NOTHING;
    }
}

template <class T>
struct Table {
    std::vector<T> values = std::vector<T>(THREADS);
    Table() {
        for (T& value : values) {
            forget(value);
        }
    }
    T& operator()(int t) { return values[t]; }
};

struct Launch {
    int kernel, first, count, columns, lines;
};

template <int R>
void rows(const Net& net, const Launch& launch, bool down) {
    std::vector<RowsShared<R>> shared(1);
    forget(shared[0]);
    const HostGrid grid{down};
    const HostBlock block{down};
    run_rows<R>(grid, block, shared[0], net, launch.first, launch.count);
}

template <int M, int N>
void tiles(const Net& net, const Launch& launch, bool down) {
    in_order(launch.columns * launch.lines, down, [&](int item) {
        std::vector<TilesShared<M, N>> shared(1);
        forget(shared[0]);
        const HostBlock block{down};
        run_tiles<M, N, Table>(block, shared[0], net, launch.first, item % launch.columns, item / launch.columns);
    });
}

bool run(const Net& net, const Launch& launch, bool down) {
    switch (launch.kernel) {
        case 0: rows<1>(net, launch, down); return true;
        case 1: rows<4>(net, launch, down); return true;
        case 2: rows<16>(net, launch, down); return true;
        case 3: tiles<4, 4>(net, launch, down); return true;
        case 4: tiles<8, 8>(net, launch, down); return true;
        default: return false;
    }
}

template <class T>
std::vector<T> take(std::FILE* file, std::size_t count) {
    std::vector<T> values(count);
    if (std::fread(values.data(), sizeof(T), count, file) != count) {
        std::fprintf(stderr, "the case ends early\n");
        std::exit(2);
    }
    return values;
}

}  // namespace

int main(int count, char** arguments) {
    std::FILE* file = count == 3 ? std::fopen(arguments[1], "rb") : nullptr;
    if (file == nullptr) {
        std::fprintf(stderr, "usage: host_kernels CASE RESULT\n");
        return 2;
    }
    const std::vector<int> header = take<int>(file, 7);
    const int row_count = header[0];
    const std::vector<long long> weight_count = take<long long>(file, 1);
    const std::vector<Op> ops = take<Op>(file, header[4]);
    const std::vector<Launch> launches = take<Launch>(file, header[5]);
    const std::vector<float> weights = take<float>(file, weight_count[0]);
    const std::vector<float> in = take<float>(file, static_cast<std::size_t>(row_count) * header[1]);
    std::fclose(file);
    std::vector<float> out(static_cast<std::size_t>(row_count) * header[2], NOTHING);
    std::vector<float> scratch(static_cast<std::size_t>(row_count) * header[3], NOTHING);
    const Net net = {weights.data(), ops.data(), in.data(), out.data(), scratch.data(), header[1], header[2], header[3], row_count};
    for (const Launch& launch : launches) {
        if (!run(net, launch, header[6] != 0)) {
            std::fprintf(stderr, "no such kernel: %d\n", launch.kernel);
            return 2;
        }
    }
    file = std::fopen(arguments[2], "wb");
    if (file == nullptr || std::fwrite(out.data(), sizeof(float), out.size(), file) != out.size() || std::fclose(file) != 0) {
        std::fprintf(stderr, "cannot write the result\n");
        return 2;
    }
    return 0;
}
