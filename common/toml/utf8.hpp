#ifndef PTKT_TOML_UTF8_HPP
#define PTKT_TOML_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace ptkt::toml {

/// How many bytes from the beginning are UTF-8 as RFC 3629 has it: no overlong forms, no
/// surrogates, nothing beyond U+10FFFF.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) {
    return utf8_prefix(text) == text.size();
}

}  // namespace ptkt::toml

#endif
