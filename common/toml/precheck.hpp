#ifndef PTKT_TOML_PRECHECK_HPP
#define PTKT_TOML_PRECHECK_HPP

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/base/source_text.hpp"

namespace ptkt::toml {

/// What is refused before toml++ 3.3 sees the text, or nothing. The text is UTF-8.
/// - More than `limit` dots on a line: a dotted name makes a table a dot, and they are destroyed
///   recursively.
/// - A character beyond ASCII outside of strings and comments, where TOML has none, and behind a
///   backslash in a string: toml++ runs into undefined behaviour there (U+03CA is one).
[[nodiscard]] std::optional<base::TextError> precheck(std::string_view text, std::size_t limit);

}  // namespace ptkt::toml

#endif
