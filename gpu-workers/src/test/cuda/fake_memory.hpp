// What the stand-in of the driver (fake_driver.cpp) knows: blocks of memory, the context of each thread, and what was not given back.
#pragma once

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>

namespace fake {

using Result = int;
constexpr Result SUCCESS = 0, INVALID_VALUE = 1, NO_CONTEXT = 201, NO_BINARY = 209, UNSUPPORTED_PTX = 222, NOT_FOUND = 500;
constexpr Result TOO_LARGE = 720;

inline std::mutex lock;
inline std::map<char*, std::size_t> memory;  // of the devices, by start
inline std::map<char*, std::size_t> pinned;
inline int others = 0;    // modules, streams and events
inline int contexts = 0;  // retained
inline int failure = 0;  // of the next launch
inline int lost = 0;     // that failure, for every later call
inline thread_local void* current = nullptr;

inline int setting(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

// Whether so many bytes from here lie within one allocation.
inline bool holds(const std::map<char*, std::size_t>& owned, const void* from, std::size_t bytes) {
    const std::lock_guard<std::mutex> guard(lock);
    char* at = static_cast<char*>(const_cast<void*>(from));
    auto after = owned.upper_bound(at);
    if (after == owned.begin()) {
        return false;
    }
    --after;
    return at + bytes <= after->first + after->second;
}

inline Result take(std::map<char*, std::size_t>& owned, void** to, std::size_t bytes) {
    if (current == nullptr) {
        return NO_CONTEXT;
    }
    char* start = static_cast<char*>(std::aligned_alloc(256, (bytes + 255) / 256 * 256));
    std::memset(start, 0xff, bytes);
    const std::lock_guard<std::mutex> guard(lock);
    owned[start] = bytes;
    *to = start;
    return SUCCESS;
}

inline Result give(std::map<char*, std::size_t>& owned, void* start) {
    const std::lock_guard<std::mutex> guard(lock);
    if (current == nullptr || owned.erase(static_cast<char*>(start)) != 1) {
        return INVALID_VALUE;
    }
    std::free(start);
    return SUCCESS;
}

inline Result made(void** to) {
    if (current == nullptr) {
        return NO_CONTEXT;
    }
    const std::lock_guard<std::mutex> guard(lock);
    others++;
    *to = new std::chrono::steady_clock::time_point();
    return SUCCESS;
}

inline Result gone(void* made) {
    const std::lock_guard<std::mutex> guard(lock);
    others--;
    delete static_cast<std::chrono::steady_clock::time_point*>(made);
    return SUCCESS;
}

inline Result copy(void* to, const void* from, std::size_t bytes, const void* on_device) {
    if (current == nullptr) {
        return NO_CONTEXT;
    }
    if (lost != 0) {
        return lost;
    }
    if (!holds(memory, on_device, bytes)) {
        return INVALID_VALUE;
    }
    std::memcpy(to, from, bytes);
    return SUCCESS;
}

}  // namespace fake
