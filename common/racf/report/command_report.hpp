#ifndef PTKT_RACF_REPORT_COMMAND_REPORT_HPP
#define PTKT_RACF_REPORT_COMMAND_REPORT_HPP

#include <string_view>

#include "common/base/text/source_text.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/command/outcome.hpp"

namespace ptkt::report {

/// The fields of a command's object.
inline constexpr std::string_view kCommandFields =
    "v event command line rc messages listings lines";
/// One command as an object. `messages` are objects `id text
/// line column` (the place is null when a message is about none); `listings` are the profiles and
/// options that it listed, as traits.hpp describes; `lines` is the same as RACF prints it. Lines
/// are counted from `lines_before`, those in front of `source` in what it is a part of; the
/// command's own is that of `offset` in `source`.
[[nodiscard]] json::Json command_json(const base::SourceText& source, std::string_view redacted,
                                      const racf_command::CommandOutcome& outcome,
                                      std::size_t lines_before = 0, std::size_t offset = 0);

}  // namespace ptkt::report

#endif
