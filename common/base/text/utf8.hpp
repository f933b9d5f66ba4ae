#ifndef PTKT_BASE_TEXT_UTF8_HPP
#define PTKT_BASE_TEXT_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace ptkt::base {

/// The byte order mark that some editors put before a text in UTF-8; it does not belong to the
/// text.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The length in bytes of the character that the text begins with, or 0 when it begins with none:
/// UTF-8 as RFC 3629 has it, without overlong forms, surrogates, or anything beyond U+10FFFF.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// How many bytes from the beginning are UTF-8.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) {
    return utf8_prefix(text) == text.size();
}

}  // namespace ptkt::base

#endif
