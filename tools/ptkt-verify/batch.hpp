#ifndef PTKT_TOOLS_PTKT_VERIFY_BATCH_HPP
#define PTKT_TOOLS_PTKT_VERIFY_BATCH_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "tools/ptkt-verify/options.hpp"

namespace ptkt::verify {

/// A decision for each line `USER APPL TICKET [TIME]`, in their order and in constant memory, as
/// `USER<TAB>APPL<TAB>accepted|rejected<TAB>REASON`. A bad line gets a message with its number and
/// a row that says `error`, and the rest goes on.
[[nodiscard]] cli::ExitStatus batch(cli::Io& io, const Options& options);

}  // namespace ptkt::verify

#endif
