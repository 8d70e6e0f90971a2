// A CUDA driver that runs on the processor: as much of libcuda.so.1 as the program calls, with the program's own kernels behind the launches
// (host.hpp). It refuses what a driver refuses: calls without a context, memory outside of an allocation, kernels that it does not know,
// cooperative launches that do not fit; and tells at the release of the last context what was not given back. Work is done when it is queued.
//
// Environment: FAKE_CUDA_INIT (result of cuInit), FAKE_CUDA_VERSION, FAKE_CUDA_DEVICES, FAKE_CUDA_MAJOR (of the capability),
// FAKE_CUDA_FAIL (result of the first launch and of all work after it).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "fake_memory.hpp"
#include "host.hpp"

namespace {

using namespace aurora;
using namespace fake;

constexpr int MULTIPROCESSORS = 2;
const char* const KERNELS[] = {"rows_1", "rows_4", "rows_16", "tiles_64", "tiles_128", "fma_loop", "read_loop"};

template <class T>
T argument(void** parameters, int index) {
    T value;
    std::memcpy(&value, parameters[index], sizeof(T));
    return value;
}

Result yardstick(int kernel, unsigned blocks, void** parameters) {
    const std::size_t results = static_cast<std::size_t>(blocks) * THREADS * sizeof(float);
    if (kernel == 5) {
        float* to = argument<float*>(parameters, 0);
        return argument<int>(parameters, 1) > 0 && holds(memory, to, results) ? SUCCESS : INVALID_VALUE;
    }
    const auto bytes = argument<long long>(parameters, 1) * 16;
    const bool fits = holds(memory, argument<void*>(parameters, 0), bytes) && holds(memory, argument<void*>(parameters, 2), results);
    return fits ? SUCCESS : INVALID_VALUE;
}

Result launch(void* function, unsigned columns, unsigned lines, unsigned threads, void** parameters, bool together) {
    const int kernel = static_cast<int>(reinterpret_cast<std::intptr_t>(function)) - 1;
    if (current == nullptr) {
        return NO_CONTEXT;
    }
    if (kernel < 0 || kernel > 6 || threads != THREADS || columns == 0 || lines == 0) {
        return INVALID_VALUE;
    }
    if (failure != 0) {
        lost = failure;
        return lost;
    }
    if (kernel >= 5) {
        return yardstick(kernel, columns, parameters);
    }
    const Net net = {argument<const float*>(parameters, 0), argument<const Op*>(parameters, 1), argument<const float*>(parameters, 2),
                     argument<float*>(parameters, 3),       argument<float*>(parameters, 4),    argument<int>(parameters, 5),
                     argument<int>(parameters, 6),          argument<int>(parameters, 7),       argument<int>(parameters, 8)};
    const int first = argument<int>(parameters, 9);
    const int count = argument<int>(parameters, 10);
    const std::size_t rows = static_cast<std::size_t>(net.rows) * sizeof(float);
    const bool fits = holds(memory, net.in, rows * net.in_stride) && holds(memory, net.out, rows * net.out_stride) &&
                      holds(memory, net.scratch, rows * net.scratch_stride) && holds(memory, net.ops, (first + count) * sizeof(Op)) &&
                      holds(memory, net.weights, sizeof(float));
    if (!fits || (count > 1 && !together)) {
        return INVALID_VALUE;
    }
    return run(net, {kernel, first, count, static_cast<int>(columns), static_cast<int>(lines)}, false) ? SUCCESS : INVALID_VALUE;
}

}  // namespace

extern "C" {

Result cuInit(unsigned) {
    failure = setting("FAKE_CUDA_FAIL", 0);
    return setting("FAKE_CUDA_INIT", 0);
}

Result cuDriverGetVersion(int* version) {
    *version = setting("FAKE_CUDA_VERSION", 13000);
    return SUCCESS;
}

Result cuDeviceGetCount(int* count) {
    *count = setting("FAKE_CUDA_DEVICES", 2);
    return SUCCESS;
}

Result cuDeviceGet(int* device, int ordinal) {
    *device = ordinal;
    return SUCCESS;
}

Result cuDeviceGetName(char* name, int length, int device) {
    std::snprintf(name, length, "Fake %d", device);
    return SUCCESS;
}

Result cuDeviceTotalMem_v2(std::size_t* bytes, int) {
    *bytes = std::size_t{8} << 30;
    return SUCCESS;
}

Result cuDeviceGetAttribute(int* value, int attribute, int) {
    switch (attribute) {
        case 16: *value = MULTIPROCESSORS; return SUCCESS;
        case 75: *value = setting("FAKE_CUDA_MAJOR", 9); return SUCCESS;
        case 76: *value = 0; return SUCCESS;
        case 95: *value = 1; return SUCCESS;
        default: return INVALID_VALUE;
    }
}

Result cuDevicePrimaryCtxRetain(void** context, int device) {
    const std::lock_guard<std::mutex> guard(lock);
    contexts++;
    *context = reinterpret_cast<void*>(static_cast<std::intptr_t>(device) + 1);
    return SUCCESS;
}

Result cuDevicePrimaryCtxRelease_v2(int) {
    const std::lock_guard<std::mutex> guard(lock);
    contexts--;
    if (contexts == 0 && (!memory.empty() || !pinned.empty() || others != 0)) {
        std::printf("not given back: %zu + %zu blocks of memory, %d others\n", memory.size(), pinned.size(), others);
        std::fflush(stdout);
    }
    return SUCCESS;
}

Result cuCtxSetCurrent(void* context) {
    current = context;
    return SUCCESS;
}

Result cuCtxSynchronize() { return current == nullptr ? NO_CONTEXT : SUCCESS; }

// Machine code is ELF; PTX is text that ends with a zero, and names the version that it needs.
Result cuModuleLoadData(void** module, const void* image) {
    const char* text = static_cast<const char*>(image);
    const bool is_old = setting("FAKE_CUDA_VERSION", 13000) < 13000;
    if (std::memcmp(text, "\x7f" "ELF", 4) == 0) {
        return is_old ? NO_BINARY : made(module);
    }
    if (std::string(text).find(".version 9.0") == std::string::npos) {
        return INVALID_VALUE;
    }
    return is_old ? UNSUPPORTED_PTX : made(module);
}

Result cuModuleUnload(void* module) { return gone(module); }

Result cuModuleGetFunction(void** function, void*, const char* name) {
    for (std::intptr_t i = 0; i < 7; i++) {
        if (std::strcmp(KERNELS[i], name) == 0) {
            *function = reinterpret_cast<void*>(i + 1);
            return SUCCESS;
        }
    }
    return NOT_FOUND;
}

Result cuOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, void*, int, std::size_t) {
    *blocks = 1;
    return SUCCESS;
}

Result cuMemAlloc_v2(void** to, std::size_t bytes) { return take(memory, to, bytes); }

Result cuMemFree_v2(void* start) { return give(memory, start); }

Result cuMemAllocHost_v2(void** to, std::size_t bytes) { return take(pinned, to, bytes); }

Result cuMemFreeHost(void* start) { return give(pinned, start); }

Result cuMemsetD8_v2(void* to, unsigned char value, std::size_t bytes) {
    if (!holds(memory, to, bytes)) {
        return INVALID_VALUE;
    }
    std::memset(to, value, bytes);
    return SUCCESS;
}

Result cuMemcpyHtoD_v2(void* to, const void* from, std::size_t bytes) { return copy(to, from, bytes, to); }

// Asynchronous copies overlap kernels from page-locked memory only; anything else is a mistake here.
Result cuMemcpyHtoDAsync_v2(void* to, const void* from, std::size_t bytes, void*) {
    return holds(pinned, from, bytes) ? copy(to, from, bytes, to) : INVALID_VALUE;
}

Result cuMemcpyDtoHAsync_v2(void* to, const void* from, std::size_t bytes, void*) {
    return holds(pinned, to, bytes) ? copy(to, from, bytes, from) : INVALID_VALUE;
}

Result cuStreamCreate(void** stream, unsigned) { return made(stream); }

Result cuStreamSynchronize(void*) { return current == nullptr ? NO_CONTEXT : lost; }

Result cuStreamDestroy_v2(void* stream) { return gone(stream); }

Result cuEventCreate(void** event, unsigned) { return made(event); }

Result cuEventRecord(void* event, void*) {
    *static_cast<std::chrono::steady_clock::time_point*>(event) = std::chrono::steady_clock::now();
    return SUCCESS;
}

Result cuEventSynchronize(void*) { return SUCCESS; }

Result cuEventElapsedTime(float* millis, void* begin, void* end) {
    using Point = std::chrono::steady_clock::time_point;
    *millis = std::chrono::duration<float, std::milli>(*static_cast<Point*>(end) - *static_cast<Point*>(begin)).count();
    return SUCCESS;
}

Result cuEventDestroy_v2(void* event) { return gone(event); }

Result cuLaunchKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned tx, unsigned ty, unsigned tz, unsigned shared, void*,
                      void** parameters, void** extra) {
    const bool is_plain = z == 1 && ty == 1 && tz == 1 && shared == 0 && extra == nullptr;
    return is_plain ? launch(function, x, y, tx, parameters, false) : INVALID_VALUE;
}

Result cuLaunchCooperativeKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned tx, unsigned ty, unsigned tz,
                                 unsigned shared, void*, void** parameters) {
    if (x * y * z > MULTIPROCESSORS) {
        return TOO_LARGE;
    }
    return ty == 1 && tz == 1 && shared == 0 ? launch(function, x, y, tx, parameters, true) : INVALID_VALUE;
}

}  // extern "C"
