#ifndef PTKT_WIRING_REPLAY_HELPER_HPP
#define PTKT_WIRING_REPLAY_HELPER_HPP

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/cli/io.hpp"

/// From the URL of a shared table of used tickets to the program that asks it.
namespace ptkt::wiring {

struct ReplayHelper {
    std::string program;
    std::string url;
};

/// `libexec/ptkt/replay-SCHEME` beside the directory of this program. Usage: the text is not a URL,
/// or has a password in it, which everybody could read in the list of processes. NotFound: there is
/// no such program.
[[nodiscard]] base::Result<ReplayHelper> replay_helper(const cli::Io& io, const std::string& url);

/// A line that a verb of the helper has written: words that tabs separate.
using ReplayLine = std::vector<std::string>;
/// Runs `init`, `status` or `check`; `greeting` is its input. Unavailable: what went wrong.
[[nodiscard]] base::Result<std::vector<ReplayLine>> run_replay_verb(const ReplayHelper& helper,
                                                                    const std::string& verb,
                                                                    const std::string& greeting);

}  // namespace ptkt::wiring

#endif
