#ifndef PTKT_TOOLS_PTKT_VERIFY_BATCH_HPP
#define PTKT_TOOLS_PTKT_VERIFY_BATCH_HPP

#include <optional>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/model/names.hpp"
#include "tools/ptkt-verify/options.hpp"

namespace ptkt::verify {

/// A decision for each line `USER APPL TICKET [TIME]`, or object that says the same, in their order
/// and in constant memory: as `USER<TAB>APPL<TAB>accepted|rejected<TAB>REASON`, or as an object. A
/// bad line gets a message with its number and an answer that says `error`, and the rest goes on.
[[nodiscard]] cli::ExitStatus batch(cli::Io& io, const Options& options);

/// A line of a batch taken apart.
struct Line {
    racf::UserId user;
    racf::ApplName appl;
    std::string_view ticket;  ///< into what was read
    base::Instant when;
};

/// Reads `USER APPL TICKET [TIME]`, `now` without a time, or a line of ptkt-gen --batch,
/// `USER APPL SECONDS TICKET`. Malformed says which word.
[[nodiscard]] base::Result<Line> read_line(std::string_view text, base::Instant now);

/// Reads an object with the texts `user`, `appl`, `ticket` and perhaps `time`, such as `imscon-recv
/// decode --json` writes; other members are ignored. Nothing for a decoded record without a ticket.
/// The line points into the object.
[[nodiscard]] base::Result<std::optional<Line>> read_object(const json::Json& object,
                                                            base::Instant now);

}  // namespace ptkt::verify

#endif
