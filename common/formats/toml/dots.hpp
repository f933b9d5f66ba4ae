#ifndef PTKT_FORMATS_TOML_DOTS_HPP
#define PTKT_FORMATS_TOML_DOTS_HPP

#include <cstddef>
#include <optional>
#include <string_view>

namespace ptkt::toml {

/// The first dot beyond `limit` on one line outside of strings and comments, or nothing. A dotted
/// name makes one table a dot, so this bounds the depth of what a parser builds (and destroys,
/// recursively) before it builds it.
[[nodiscard]] std::optional<std::size_t> find_deep_name(std::string_view text, std::size_t limit);

}  // namespace ptkt::toml

#endif
