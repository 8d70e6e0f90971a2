// Carries out the launches of one step on the processor (host.hpp).
//
// host_kernels CASE RESULT. CASE, little-endian: int32 rows, strides of in, out and scratch, operations, launches, 1 for downwards; int64
// weights; operations of 88 bytes; launches of 5 int32 (kernel, first, count, columns, lines); weights; rows of in. RESULT: rows of out.
#include <cstdio>
#include <limits>
#include <vector>

#include "host.hpp"

namespace {

using namespace aurora;

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
