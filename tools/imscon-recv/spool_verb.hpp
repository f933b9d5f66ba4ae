#ifndef PTKT_TOOLS_IMSCON_RECV_SPOOL_VERB_HPP
#define PTKT_TOOLS_IMSCON_RECV_SPOOL_VERB_HPP

#include <array>
#include <string>
#include <string_view>

#include "common/cli/options/options.hpp"
#include "common/ims/receiver/settings.hpp"

namespace ptkt::imscon_recv {

/// The word of this program that looks after a spool: `imscon-recv spool check DIR`.
inline constexpr std::string_view kSpool = "spool";
inline constexpr std::array<std::string_view, 2> kSpoolActions = {"check", "recover"};

struct SpoolOptions {
    std::string action;
    std::string directory;
    ims_receiver::Form output = ims_receiver::Form::Ndjson;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable spool_table(SpoolOptions& options);
/// Says what state a spool is in, or saves what a damaged one still has.
[[nodiscard]] cli::ExitStatus run_spool(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
