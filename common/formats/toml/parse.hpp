#ifndef PTKT_FORMATS_TOML_PARSE_HPP
#define PTKT_FORMATS_TOML_PARSE_HPP

#include <string_view>

#include "common/base/result.hpp"
#include "common/formats/toml/document.hpp"

namespace ptkt::toml {

/// The longest text that is parsed, in bytes.
inline constexpr std::size_t kMaxText = std::size_t{16} << 20;

/// Reads a TOML 1.0.0 document. The error points at the byte: bad syntax, a name given twice, a
/// float or a date, an integer beyond 64 bits, nesting deeper than `kMaxDepth`, text that is not
/// UTF-8.
[[nodiscard]] base::Result<Table, base::TextError> parse(std::string_view text);

}  // namespace ptkt::toml

#endif
