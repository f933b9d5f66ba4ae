#ifndef PTKT_WIRING_LOAD_MEMBER_HPP
#define PTKT_WIRING_LOAD_MEMBER_HPP

#include <string>

#include "common/base/text/source_text.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/ims/config/config.hpp"
#include "common/ims/config/descriptors.hpp"

namespace ptkt::wiring {

/// A member that a program runs by, and its text for messages about it.
struct Member {
    base::SourceText text;
    ims_config::Config config;
};

/// Reads and checks an HWSCFGxx member (`-` is standard input) and says on standard error all that
/// is to be said about it, each with file, line, column and a caret. Without a usable member the
/// status to end with: not found, not permitted, or Config.
[[nodiscard]] base::Result<Member, cli::ExitStatus> load(cli::Io& io, const std::string& file);

/// A DFSYDTx member, and its text.
struct OtmaMember {
    base::SourceText text;
    ims_config::Descriptors descriptors;
};

/// The same for a DFSYDTx member.
[[nodiscard]] base::Result<OtmaMember, cli::ExitStatus> load_descriptors(cli::Io& io,
                                                                         const std::string& file);

/// Says that something in the member cannot be used for what was asked, and points at it.
[[nodiscard]] cli::ExitStatus unusable(cli::Io& io, const base::SourceText& text, base::Span where,
                                       std::string message, std::string hint = {});

}  // namespace ptkt::wiring

#endif
