#ifndef PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/options/options.hpp"
#include "common/ims/sender/settings.hpp"
#include "common/wiring/tls_options.hpp"

namespace ptkt::imscon_send {

/// Where to connect to without a RMTIMSCON statement.
struct Target {
    std::string host;
    std::uint16_t port = 0;
};

/// What of a member `--list` prints.
enum class Listed { RmtImsCons, DataStores, Links, Descriptors };

struct Options {
    std::optional<std::string> member;
    std::optional<Listed> list;  ///< print its IDs, and nothing else
    std::optional<std::string> rmtimscon;
    std::optional<std::string> descriptor;   ///< of the OTMA destination to send to
    std::optional<std::string> otma_member;  ///< the DFSYDTx member that has it
    std::vector<std::string> super_members;  ///< those of the other IMS Connects of SMEM=YES
    std::optional<Target> to;
    std::string user;
    std::string appl;
    std::optional<std::string> password_file;  ///< absent: PassTickets
    ims_sender::Settings sender;
    std::optional<bool> callouts;  ///< of fetch: these first, then output; else these alone
    ims_sender::CalloutSettings callout;
    std::optional<bool> persistent;  ///< absent: as the statement has it
    std::string lclplkid;            ///< of the MSC statement of a link
    std::optional<std::string> journal;
    wiring::TlsOptions tls;
    std::optional<std::string> file;  ///< absent or `-`: standard input
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it, as the tables of the jobs
/// must be. Without the word of a job it is that of `send`.
[[nodiscard]] cli::OptionTable option_table(Options& options);
/// Sends as another IMS Connect, which is trusted by its first message.
[[nodiscard]] cli::OptionTable send_table(Options& options);
/// Sends as an ordinary client.
[[nodiscard]] cli::OptionTable client_table(Options& options);
/// Fetches output: RESUME TPIPE.
[[nodiscard]] cli::OptionTable fetch_table(Options& options);
/// Sends over an MSC link.
[[nodiscard]] cli::OptionTable link_table(Options& options);
/// Those of all four jobs.
[[nodiscard]] std::vector<cli::OptionTable> job_tables(Options& options);

}  // namespace ptkt::imscon_send

#endif
