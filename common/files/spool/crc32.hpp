#ifndef PTKT_FILES_SPOOL_CRC32_HPP
#define PTKT_FILES_SPOOL_CRC32_HPP

#include <array>
#include <cstdint>

#include "common/base/bytes.hpp"

namespace ptkt::spool {

namespace crc32_detail {

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
        table[i] = value;
    }
    return table;
}

inline constexpr auto kTable = make_table();

}  // namespace crc32_detail

/// The CRC-32 (IEEE 802.3) of two pieces, one after the other.
[[nodiscard]] inline std::uint32_t crc32(base::ByteView first, base::ByteView second = {}) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const base::ByteView piece : {first, second})
        for (const base::Byte byte : piece)
            crc = (crc >> 8U) ^ crc32_detail::kTable[(crc ^ byte) & 0xFFU];
    return ~crc;
}

}  // namespace ptkt::spool

#endif
