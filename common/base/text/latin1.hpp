#ifndef PTKT_BASE_TEXT_LATIN1_HPP
#define PTKT_BASE_TEXT_LATIN1_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"

/// ISO 8859-1 and the texts of the programs, which are UTF-8: character U+00XX is byte XX, so every
/// row of bytes is a text, and comes back from it.
namespace ptkt::base {

/// The text of ISO 8859-1 bytes.
[[nodiscard]] std::string utf8_of_latin1(std::string_view latin1);

/// The byte of the character of UTF-8 at `at`, which moves past it; nothing, and `at` stays, for
/// a character beyond U+00FF and for what is not UTF-8. REQUIRES: `at` is inside the text.
[[nodiscard]] std::optional<Byte> next_latin1(std::string_view text, std::size_t& at);

/// The ISO 8859-1 bytes of a text; nothing when it has a character that is none of theirs, and
/// `fault` is then the offset of that one.
[[nodiscard]] std::optional<Bytes> latin1_of_utf8(std::string_view text, std::size_t& fault);

/// Why the character at `at` has no byte in a code with the characters of ISO 8859-1: it is not
/// UTF-8, or `code`, a name for the reader, lacks it.
[[nodiscard]] std::string why_no_latin1(std::string_view text, std::size_t at,
                                        std::string_view code);

}  // namespace ptkt::base

#endif
