#ifndef PTKT_TOOLS_RACF_ADMIN_CHANGE_HPP
#define PTKT_TOOLS_RACF_ADMIN_CHANGE_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::admin {

/// A change that has been made is printed where objects are asked for, as its audit record. Text
/// has no line for it.
[[nodiscard]] cli::ExitStatus print_change(cli::Io& io, const cli::CommonOptions& options,
                                           const json::Json& record);

}  // namespace ptkt::admin

#endif
