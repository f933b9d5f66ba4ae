#ifndef PTKT_FILES_SPOOL_CRC32_HPP
#define PTKT_FILES_SPOOL_CRC32_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include "common/base/bytes.hpp"

namespace ptkt::spool {

namespace crc32_detail {

/// Eight bytes at a time: table `n` has what a byte does that stands `n` bytes before the end.
constexpr std::size_t kAtOnce = 8;
using Tables = std::array<std::array<std::uint32_t, 256>, kAtOnce>;

constexpr Tables make_tables() {
    Tables tables{};
    for (std::uint32_t i = 0; i < tables[0].size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
        tables[0][i] = value;
    }
    for (std::size_t n = 1; n < kAtOnce; ++n)
        for (std::size_t i = 0; i < tables[n].size(); ++i) {
            const std::uint32_t before = tables[n - 1][i];
            tables[n][i] = (before >> 8U) ^ tables[0][before & 0xFFU];
        }
    return tables;
}

inline constexpr Tables kTables = make_tables();

[[nodiscard]] inline std::uint32_t added(std::uint32_t crc, base::ByteView piece) {
    for (; piece.size() >= kAtOnce; piece = piece.subspan(kAtOnce)) {
        const base::Byte* const at = piece.data();
        crc = kTables[7][(crc ^ at[0]) & 0xFFU] ^ kTables[6][((crc >> 8U) ^ at[1]) & 0xFFU] ^
              kTables[5][((crc >> 16U) ^ at[2]) & 0xFFU] ^ kTables[4][(crc >> 24U) ^ at[3]] ^
              kTables[3][at[4]] ^ kTables[2][at[5]] ^ kTables[1][at[6]] ^ kTables[0][at[7]];
    }
    for (const base::Byte byte : piece)
        crc = (crc >> 8U) ^ kTables[0][(crc ^ byte) & 0xFFU];
    return crc;
}

}  // namespace crc32_detail

/// The CRC-32 (IEEE 802.3) of two pieces, one after the other.
[[nodiscard]] inline std::uint32_t crc32(base::ByteView first, base::ByteView second = {}) {
    return ~crc32_detail::added(crc32_detail::added(0xFFFFFFFFU, first), second);
}

}  // namespace ptkt::spool

#endif
