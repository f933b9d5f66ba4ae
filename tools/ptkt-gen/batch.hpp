#ifndef PTKT_TOOLS_PTKT_GEN_BATCH_HPP
#define PTKT_TOOLS_PTKT_GEN_BATCH_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "tools/ptkt-gen/maker.hpp"
#include "tools/ptkt-gen/options.hpp"

namespace ptkt::gen {

/// A ticket for each line, in the order of the lines, in constant memory. A bad line gets an answer
/// without a ticket and a message with its number, and the rest goes on.
[[nodiscard]] cli::ExitStatus batch(cli::Io& io, const Options& options);

/// The answer to one line.
struct Answer {
    std::string text;                  ///< with its line end; empty for blank lines and comments
    std::optional<base::Error> error;  ///< what is wrong with the line
};

/// The answer to a line that is not a request.
[[nodiscard]] Answer refused_line(const Options& options, base::Error error);

/// Answers `USER APPL [TIME]` with `USER<TAB>APPL<TAB>SECONDS<TAB>TICKET`, and a JSON object with
/// `user`, `appl`, and perhaps `time` and `type`, with a JSON object. With `--json` every answer is
/// one, with `--field` that member of it.
[[nodiscard]] Answer answer_line(Maker& maker, const Options& options, std::string_view line,
                                 base::Instant now);

}  // namespace ptkt::gen

#endif
