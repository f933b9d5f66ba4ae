#ifndef PTKT_STORE_SSIGNON_TEXT_HPP
#define PTKT_STORE_SSIGNON_TEXT_HPP

#include "common/base/result.hpp"
#include "common/base/source_text.hpp"
#include "common/racf/ssignon.hpp"
#include "common/toml/document.hpp"

/// The SSIGNON segment as a table of a profile's text, and back.
namespace ptkt::store {

[[nodiscard]] toml::Table ssignon_table(const racf::Ssignon& ssignon);
[[nodiscard]] base::Result<racf::Ssignon, base::TextError> read_ssignon(const toml::Table& table);

}  // namespace ptkt::store

#endif
