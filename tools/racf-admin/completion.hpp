#ifndef PTKT_TOOLS_RACF_ADMIN_COMPLETION_HPP
#define PTKT_TOOLS_RACF_ADMIN_COMPLETION_HPP

#include <string>
#include <string_view>

#include "common/cli/line_editor.hpp"
#include "common/racf/model/profiles.hpp"

namespace ptkt::admin {

/// What the session understands besides commands.
inline constexpr std::string_view kHelp = "HELP";
inline constexpr std::string_view kEnd = "END";
inline constexpr std::string_view kLogoff = "LOGOFF";
inline constexpr std::string_view kExit = "EXIT";
inline constexpr std::string_view kQuit = "QUIT";

/// What can stand where a line ends, by the table of commands and the names that are in the store.
/// `earlier` are the lines that this one continues.
[[nodiscard]] line_editor::Candidates candidates(const racf::Profiles& profiles,
                                                 const std::string& earlier,
                                                 std::string_view before_cursor);

}  // namespace ptkt::admin

#endif
