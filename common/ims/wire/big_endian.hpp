#ifndef PTKT_IMS_WIRE_BIG_ENDIAN_HPP
#define PTKT_IMS_WIRE_BIG_ENDIAN_HPP

#include <cstdint>
#include <span>

#include "common/base/bytes.hpp"

/// Numbers at fixed places of a message whose length is already known to reach that far.
namespace ptkt::ims_wire {

[[nodiscard]] inline std::uint16_t u16_at(base::ByteView bytes, std::size_t at) {
    return base::ByteReader(bytes.subspan(at, 2)).u16().value();
}

[[nodiscard]] inline std::uint32_t u32_at(base::ByteView bytes, std::size_t at) {
    return base::ByteReader(bytes.subspan(at, 4)).u32().value();
}

inline void put_u16(std::span<base::Byte> bytes, std::size_t at, std::uint16_t value) {
    bytes[at] = static_cast<base::Byte>(value >> 8U);
    bytes[at + 1] = static_cast<base::Byte>(value);
}

inline void put_u32(std::span<base::Byte> bytes, std::size_t at, std::uint32_t value) {
    put_u16(bytes, at, static_cast<std::uint16_t>(value >> 16U));
    put_u16(bytes, at + 2, static_cast<std::uint16_t>(value));
}

}  // namespace ptkt::ims_wire

#endif
