#ifndef PTKT_CLI_OPTIONS_NEAREST_HPP
#define PTKT_CLI_OPTIONS_NEAREST_HPP

#include <span>
#include <string>
#include <string_view>

#include "common/cli/options/option_table.hpp"

namespace ptkt::cli {

/// The long name that a mistyped option (`--jsn`) was probably meant to be, or an empty text: one
/// or two letters off, or the beginning of exactly one name.
[[nodiscard]] std::string nearest_option(const OptionTable& table, std::string_view typed);

/// A hint at which of these words a mistyped one was probably meant to be, or an empty text.
[[nodiscard]] std::string hint_at_word(std::string_view typed,
                                       std::span<const std::string_view> words);

}  // namespace ptkt::cli

#endif
