#ifndef PTKT_TOOLS_RACF_ADMIN_CHANGE_HPP
#define PTKT_TOOLS_RACF_ADMIN_CHANGE_HPP

#include <string_view>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::admin {

/// The fields of a change to the store itself.
inline constexpr std::string_view kActionFields = "v event time user action label";
/// The fields of a step of a rotation; the last three are of packages.
inline constexpr std::string_view kRotationFields =
    "v event time user action profile check_value detail package recipient signer";

/// A change that has been made is printed where objects are asked for, as its audit record. Text
/// has no line for it.
[[nodiscard]] cli::ExitStatus print_change(cli::Io& io, const cli::CommonOptions& options,
                                           const json::Json& record);

}  // namespace ptkt::admin

#endif
