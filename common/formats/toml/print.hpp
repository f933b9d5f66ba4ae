#ifndef PTKT_FORMATS_TOML_PRINT_HPP
#define PTKT_FORMATS_TOML_PRINT_HPP

#include <string>

#include "common/base/result.hpp"
#include "common/formats/toml/document.hpp"

namespace ptkt::toml {

/// The table as TOML for people: plain values first, then a `[section]` for each table and an
/// `[[entry]]` for each element of an array of tables. The same table always gives the same bytes,
/// and `parse` gives the same table back. Malformed when a name or a string is not UTF-8 or the
/// nesting is deeper than `kMaxDepth`: what cannot be read again is never written.
[[nodiscard]] base::Result<std::string> print(const Table& table);

}  // namespace ptkt::toml

#endif
