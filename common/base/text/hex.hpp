#ifndef PTKT_BASE_TEXT_HEX_HPP
#define PTKT_BASE_TEXT_HEX_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"

namespace ptkt::base {

/// Upper-case hexadecimal digits, two a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);

/// The value of one hexadecimal digit in either case.
[[nodiscard]] std::optional<Byte> hex_digit(char c);

/// The bytes of an even number of hexadecimal digits in either case; nothing for any other text.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

}  // namespace ptkt::base

#endif
