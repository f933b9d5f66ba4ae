#ifndef PTKT_TOOLS_RACF_ADMIN_WORDS_HPP
#define PTKT_TOOLS_RACF_ADMIN_WORDS_HPP

#include <functional>
#include <vector>

#include "common/cli/options/option_table.hpp"

namespace ptkt::admin {

inline constexpr const char* kTool = "racf-admin";

/// Makes the tables of the program and of all its words: they share one table of the settings, and
/// completions need all of them.
[[nodiscard]] std::function<std::vector<cli::OptionTable>()> all_tables();

}  // namespace ptkt::admin

#endif
