#ifndef PTKT_RACF_REPORT_COMMAND_PLACES_HPP
#define PTKT_RACF_REPORT_COMMAND_PLACES_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/racf/command/outcome.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/language/parser.hpp"

namespace ptkt::report {

/// RACF's return code of a command that was ended by an error.
inline constexpr int kEndedByError = 8;

/// The place of a command's first word in the source text.
[[nodiscard]] std::size_t first_character(const racf_command::LogicalCommand& command);

/// Where in the text the messages about a command point, once for each place: `name:line:column:
/// message`, then the line with carets as far as it holds no secret. An error that points nowhere
/// is shown at its command. Lines are counted from `lines_before`.
[[nodiscard]] std::vector<std::string> command_places(const base::SourceText& source,
                                                      const racf_command::LogicalCommand& text,
                                                      const racf_command::Understood& command,
                                                      const racf_command::CommandOutcome& outcome,
                                                      std::size_t lines_before);

}  // namespace ptkt::report

#endif
