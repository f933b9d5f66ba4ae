#ifndef PTKT_NET_ADDRESS_RANGE_HPP
#define PTKT_NET_ADDRESS_RANGE_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace ptkt::net {

/// Addresses that begin with the same bits.
class AddressRange {
  public:
    /// Reads one address, or `10.0.0.0/8`, `2001:db8::/32`. Malformed for anything else.
    [[nodiscard]] static base::Result<AddressRange> parse(std::string_view text);

    /// Whether a numeric address is one of them.
    [[nodiscard]] bool contains(const std::string& address) const;

  private:
    std::array<std::uint8_t, 16> first_{};  ///< IPv4 as `::ffff:a.b.c.d`
    unsigned length_ = 0;
};

/// What a numeric address is counted by: itself, or the first 64 bits of an IPv6 address, since
/// whoever has one has all of those.
[[nodiscard]] std::string source_of(const std::string& address);

}  // namespace ptkt::net

#endif
