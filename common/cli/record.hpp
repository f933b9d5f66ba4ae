#ifndef PTKT_CLI_RECORD_HPP
#define PTKT_CLI_RECORD_HPP

#include <functional>
#include <optional>
#include <string_view>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::cli {

/// What `--field` asks for is judged before anything is done: a status when results have no field
/// of that name, which was reported. `fields` are the names, with blanks between them.
[[nodiscard]] std::optional<ExitStatus> refuse_unknown_field(Io& io, const CommonOptions& options,
                                                             std::string_view fields);

/// Prints one result in the form that was asked for: a line of text, with `--json` the object, with
/// `--field NAME` that member of it, bare. Done, or the status of what was reported: output that
/// cannot be written, or a field that results of this program do not have.
[[nodiscard]] ExitStatus print_record(Io& io, const CommonOptions& options, std::string_view text,
                                      const std::function<json::Json()>& json);

}  // namespace ptkt::cli

#endif
