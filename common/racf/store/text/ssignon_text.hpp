#ifndef PTKT_RACF_STORE_TEXT_SSIGNON_TEXT_HPP
#define PTKT_RACF_STORE_TEXT_SSIGNON_TEXT_HPP

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/formats/toml/document.hpp"
#include "common/racf/model/ssignon.hpp"

/// The SSIGNON segment as a table of a profile's text, and back.
namespace ptkt::store {

[[nodiscard]] toml::Table ssignon_table(const racf::Ssignon& ssignon);
[[nodiscard]] base::Result<racf::Ssignon, base::TextError> read_ssignon(const toml::Table& table);

}  // namespace ptkt::store

#endif
