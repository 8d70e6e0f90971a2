// Runs the kernels' source on the processor: the threads of a phase one after the other, up or down, and the items of a grid likewise. Code
// that lets two threads of a phase, or two items between two waits of the grid, depend on each other answers differently for the two orders.
// Memory that nothing has written holds NaN, and buffers end where they end, for the address sanitizer.
#pragma once

#include <limits>
#include <vector>

#include "../../main/cuda/rows.cuh"
#include "../../main/cuda/tiles.cuh"

namespace aurora {

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

// Carries out one launch; false where there is no such kernel.
inline bool run(const Net& net, const Launch& launch, bool down) {
    switch (launch.kernel) {
        case 0: rows<1>(net, launch, down); return true;
        case 1: rows<4>(net, launch, down); return true;
        case 2: rows<16>(net, launch, down); return true;
        case 3: tiles<4, 4>(net, launch, down); return true;
        case 4: tiles<8, 8>(net, launch, down); return true;
        default: return false;
    }
}

}  // namespace aurora
