#ifndef PTKT_FORMATS_TOML_PLAIN_HPP
#define PTKT_FORMATS_TOML_PLAIN_HPP

#include <optional>
#include <string_view>

#include "common/formats/toml/document.hpp"

namespace ptkt::toml {

/// Reads the plain form of TOML in which `print` writes nearly all documents: bare names, values on
/// one line, sections at most two names deep. It is several times faster than reading TOML as such,
/// which is what listing 100,000 profiles takes. Nothing comes back for any other text, good or
/// bad; where something does, it is what the full parser gives, places included. The text is UTF-8.
[[nodiscard]] std::optional<Table> parse_plain(std::string_view text);

}  // namespace ptkt::toml

#endif
