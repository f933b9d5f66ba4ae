#ifndef PTKT_NET_ADDRESS_BYTES_HPP
#define PTKT_NET_ADDRESS_BYTES_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace ptkt::net {

/// A numeric address; one of IPv4 as `::ffff:a.b.c.d`.
using AddressBytes = std::array<std::uint8_t, 16>;

[[nodiscard]] std::optional<AddressBytes> address_bytes(const std::string& text);
/// Whether it is one of IPv4, which is in the last four bytes.
[[nodiscard]] bool is_mapped(const AddressBytes& bytes);

}  // namespace ptkt::net

#endif
