#ifndef PTKT_BASE_MIXED_SUM_HPP
#define PTKT_BASE_MIXED_SUM_HPP

#include <bit>
#include <cstdint>
#include <cstring>

#include "common/base/bytes.hpp"

namespace ptkt::base {

/// The big-endian number in the first eight of these bytes.
[[nodiscard]] inline std::uint64_t load_u64(const Byte* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    // Byte by byte it would be most of the work of a checksum.
    return std::endian::native == std::endian::big ? value : __builtin_bswap64(value);
}

/// One step of a checksum: a bijection of the sum for a given word and of the word for a given
/// sum. So any damage within one word changes the result for certain, however many of its bits
/// are flipped; damage to several words goes unseen once in 2^64 times. [the 64-bit finalizer of
/// MurmurHash3, public domain]
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t sum, std::uint64_t word) {
    sum ^= word;
    sum = (sum ^ (sum >> 33U)) * 0xFF51AFD7ED558CCDULL;
    sum = (sum ^ (sum >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
    return sum ^ (sum >> 33U);
}

/// A checksum against accidents, at the speed of storage: of whole words only.
[[nodiscard]] inline std::uint64_t mixed_sum(std::uint64_t seed, ByteView words) {
    for (std::size_t i = 0; i + 8 <= words.size(); i += 8)
        seed = mixed(seed, load_u64(words.data() + i));
    return seed;
}

}  // namespace ptkt::base

#endif
