#ifndef PTKT_CLI_OPTIONS_JOBS_HPP
#define PTKT_CLI_OPTIONS_JOBS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/options/option_table.hpp"

/// Programs with several jobs, each with options of its own.
namespace ptkt::cli {

/// Where the word of a job stands: the first argument that is neither an option nor the value of
/// one, if it is such a word. Options may stand before and after it.
[[nodiscard]] std::optional<std::size_t> find_job(const std::vector<OptionTable>& jobs,
                                                  const std::vector<std::string>& args);

/// The jobs that have an option which this table lacks (`--tpipe`, `--tpipe=X`, `-n`), as they are
/// called: `'tool one' or 'tool two'`. An empty text when there are none.
[[nodiscard]] std::string jobs_with(const OptionTable& table, std::string_view argument);

}  // namespace ptkt::cli

#endif
